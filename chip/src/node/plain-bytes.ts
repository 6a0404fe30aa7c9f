/** A view as the pure rooms know it: `slice` of a Buffer is no copy, and clearing a copied key would clear the key. */
export function plainBytes({ buffer, byteOffset, byteLength }: Uint8Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength)
}

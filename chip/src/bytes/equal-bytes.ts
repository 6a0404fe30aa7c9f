/** Compares in a time that depends on the length only: keys, PINs and MACs are compared with it. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false
  let difference = 0
  for (let index = 0; index < a.length; index += 1) difference |= (a[index] as number) ^ (b[index] as number)
  return difference === 0
}

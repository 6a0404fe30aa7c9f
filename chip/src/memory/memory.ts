/** The non-volatile memory of a chip. A write may be cut after any byte: then `PowerCut` is thrown and the card is silent. */
export interface Memory {
  readonly size: number
  /** A copy. */
  read(offset: number, length: number): Uint8Array
  write(offset: number, bytes: Uint8Array): void
}

/** The only thing that a card ever throws: there is no power, so there is no status word. */
export class PowerCut extends Error {}

/** Memory over given bytes, which it changes in place. */
export function memoryOver(bytes: Uint8Array): Memory {
  return {
    size: bytes.length,
    // Not `slice`, which gives no copy where the bytes are a runtime's own kind of buffer.
    read: (offset, length) => new Uint8Array(bytes.subarray(offset, offset + length)),
    write(offset, written) {
      if (offset + written.length > bytes.length) throw new RangeError('a write beyond the memory of the chip')
      bytes.set(written, offset)
    },
  }
}

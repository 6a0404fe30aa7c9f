/**
 * Simulated: the authentication data of the counted form of INTERNAL AUTHENTICATE (P1 = 01). The card adds its transaction counter
 * (four bytes) to the last four bytes, so the cryptogram proves the counter as well, and a copy of the key is found out by it (M14.2).
 */
export function countedData(data: Uint8Array, counter: number): Uint8Array {
  const counted = data.slice()
  for (let index = 0; index < 4; index += 1) {
    const place = counted.length - 1 - index
    counted[place] = (counted[place] as number) ^ ((counter >>> (8 * index)) & 0xff)
  }
  return counted
}

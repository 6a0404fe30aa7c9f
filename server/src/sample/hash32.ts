/** FNV-1a: spreads short texts evenly and needs no secret. */
export function hash32(text: string): number {
  let hash = 0x811c9dc5
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) as number), 0x01000193) >>> 0
  // The last step of a Murmur hash, so that neighbouring numbers fall apart in the high bits, too.
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b) >>> 0
  return (hash ^ (hash >>> 13)) >>> 0
}

/** The states of a chain, one behind the other, each with the block that its message has at this offset. */
export function addedColumn(
  states: Uint8Array,
  messages: readonly Uint8Array[],
  offset: number,
  blockBytes: number,
): Uint8Array {
  const column = new Uint8Array(messages.length * blockBytes)
  let at = 0
  for (const message of messages)
    for (let index = 0; index < blockBytes; index += 1, at += 1)
      column[at] = (states[at] as number) ^ (message[offset + index] as number)
  return column
}

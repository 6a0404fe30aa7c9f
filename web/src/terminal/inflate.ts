/** The zlib form undone, up to so many bytes: whatever claims to be larger is broken off before it fills the memory. */
export async function inflate(deflated: Uint8Array, bytesMost: number): Promise<Uint8Array | undefined> {
  const reader = new Blob([Uint8Array.from(deflated)])
    .stream()
    .pipeThrough(new DecompressionStream('deflate'))
    .getReader()
  const whole = new Uint8Array(bytesMost)
  let length = 0
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      if (length + part.value.length > bytesMost) {
        await reader.cancel()
        return undefined
      }
      whole.set(part.value, length)
      length += part.value.length
    }
  } catch {
    return undefined
  }
  return whole.subarray(0, length)
}

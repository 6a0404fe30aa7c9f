/**
 * The key of each command that has not been answered yet. It outlives a lost network, a reload and a new sign-in, so that
 * sending again is the same deed; an answer, also a refusal, ends it. Kept are the key and a digest, never what was entered.
 */
export interface DeedKeys {
  keyFor(name: string, input: unknown): Promise<string>
  answered(name: string, input: unknown): Promise<void>
}

const prefix = 'yika.deed.'

export function deedKeys(storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>): DeedKeys {
  return {
    async keyFor(name, input) {
      const place = await placeOf(name, input)
      const kept = storage.getItem(place)
      if (kept !== null) return kept
      const key = crypto.randomUUID()
      storage.setItem(place, key)
      return key
    },
    async answered(name, input) {
      storage.removeItem(await placeOf(name, input))
    },
  }
}

async function placeOf(name: string, input: unknown): Promise<string> {
  const bytes = new TextEncoder().encode(`${name} ${JSON.stringify(input)}`)
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return prefix + [...digest.slice(0, 16)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/**
 * The key of each command that has not been answered yet. It outlives a lost network, a reload and a new sign-in, so that
 * sending again is the same deed. It ends with an answer, also a refusal; with an answer to another command about the same
 * thing, since the world has moved on; and after a while. Kept are the key and digests, never what was entered.
 */
export interface DeedKeys {
  keyFor(name: string, input: object): Promise<string>
  answered(name: string, input: object): Promise<void>
}

const prefix = 'yika.deed.'
const keptMs = 10 * 60_000

export function deedKeys(storage: Storage, now: () => number = Date.now): DeedKeys {
  // Six figures are guessed from their digest: with this, which dies with the page, nobody can (M9.6).
  const salt = crypto.randomUUID()
  const placeOf = async (name: string, input: object): Promise<string> => {
    const said = `${name} ${JSON.stringify(input)}`
    const isSecret = secretNames.some((secret) => secret in input)
    return `${prefix}${await digest(thingOf(input))}.${await digest(isSecret ? `${salt} ${said}` : said)}`
  }
  return {
    async keyFor(name, input) {
      const place = await placeOf(name, input)
      const [kept, since] = storage.getItem(place)?.split(' ') ?? []
      if (kept !== undefined && now() - Number(since) < keptMs) return kept
      const key = crypto.randomUUID()
      storage.setItem(place, `${key} ${now()}`)
      return key
    },
    async answered(name, input) {
      const place = await placeOf(name, input)
      const thing = place.slice(0, place.lastIndexOf('.') + 1)
      for (const name of Array.from({ length: storage.length }, (_, index) => storage.key(index))) {
        const ends = name === place || (isOfThing(input) && name?.startsWith(thing))
        if (ends && name !== null) storage.removeItem(name)
      }
    },
  }
}

/** Short secrets; a deed with one of them keeps its key over a lost network, not over a reload. */
const secretNames = ['pin', 'newPin', 'code']

const thingNames = ['cardId', 'applicationId', 'batchId', 'visitId', 'personId']

function thingOf(input: object): string {
  const named = input as Readonly<Record<string, unknown>>
  return String(thingNames.map((name) => named[name]).find((id) => id !== undefined) ?? '')
}

const isOfThing = (input: object): boolean => thingOf(input) !== ''

async function digest(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
  return [...bytes.slice(0, 16)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

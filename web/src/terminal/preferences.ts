/** How this device shows its answers; nothing in it is anybody's. */
export interface Preferences {
  readonly sound: boolean
  /** The answer stays until somebody presses a key. */
  readonly stay: boolean
  /** The screen is seen by staff alone: it may say what bystanders must not read. */
  readonly staff: boolean
}

const place = 'yika.terminal.preferences'
const first: Preferences = { sound: false, stay: false, staff: false }

export function preferences(): Preferences {
  return { ...first, ...(JSON.parse(localStorage.getItem(place) ?? '{}') as Partial<Preferences>) }
}

export function prefer(change: Partial<Preferences>): Preferences {
  const next = { ...preferences(), ...change }
  localStorage.setItem(place, JSON.stringify(next))
  return next
}

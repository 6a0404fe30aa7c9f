import { type Refused, refuse } from '../decision/decision.ts'
import type { Person } from './person.ts'

/**
 * Article 7: what is done for a person needs a person who is registered and alive. A refusal names the actual state.
 * Use: `const held = personInLife(person); if (!held.ok) return held.refused`.
 */
export function personInLife<Known extends Person>(
  person: Known | undefined,
): { readonly ok: true; readonly person: Known } | { readonly ok: false; readonly refused: Refused } {
  if (person === undefined) return { ok: false, refused: refuse('person-unknown') }
  switch (person.lifeStatus) {
    case 'alive':
      return { ok: true, person }
    case 'death-reported':
      return { ok: false, refused: refuse('person-death-reported') }
    case 'deceased':
      return { ok: false, refused: refuse('person-deceased') }
    case 'moved-away':
      return { ok: false, refused: refuse('person-moved-away') }
  }
}

import { numberKeys } from './holder/blind-index.ts'
import { openText } from './holder/sealing.ts'
import { indexKey, personsByIds, personsOfIndexes } from './holder/store.ts'
import type { Custodian } from './kernel/custody/custodian.ts'
import type { Database } from './kernel/database/database.ts'
import type { CitizenEntry, CitizenRegister } from './sign-in/parts.ts'

/** The register of residents as signing in sees it: number → person, district and telephone. The dead do not sign in. */
export function citizenRegister(db: Database, custodian: Custodian): CitizenRegister {
  async function byPersonId(personId: string): Promise<CitizenEntry | undefined> {
    const person = (await personsByIds(db, [personId])).get(personId)
    if (person === undefined || person.lifeStatus === 'deceased') return undefined
    const { phone } = person.sealed
    return {
      personId,
      district: person.district,
      phone: phone === null ? null : openText(custodian, person, 'phone', phone),
    }
  }
  return {
    byPersonId,
    async byIdentityNumber(identityNumber) {
      const keys = numberKeys(custodian, identityNumber)
      const known = await personsOfIndexes(db, keys)
      const personId = keys.map((key) => known.get(indexKey(key))).find((id) => id !== undefined)
      return personId === undefined ? undefined : byPersonId(personId)
    },
  }
}

import { dayOf, type Instant } from '@yika/core/calendar/instant.ts'
import { refuse } from '@yika/core/decision/decision.ts'
import type { Person } from '@yika/core/holder/person.ts'
import type { InputOf } from '@yika/core/operation/operation.ts'
import { rateService } from '@yika/core/service/rate-service.ts'
import type { Rating } from '@yika/core/service/rating.ts'
import * as schema from '@yika/core/service/schema.ts'
import { receiptFacts } from '../card/receipt-facts.ts'
import { openReceiptToken } from '../card/receipt-token.ts'
import { sealText } from '../holder/sealing.ts'
import { lockPersons } from '../holder/store.ts'
import { type Command, command } from '../kernel/command.ts'
import type { Custodian } from '../kernel/custody/custodian.ts'
import type { Database } from '../kernel/database/database.ts'
import type { Stored } from '../kernel/stream.ts'
import { ratingStream, ratingsOfDay } from './rating-store.ts'

export interface RatingParts {
  readonly db: Database
  readonly custodian: Custodian
  clock(): Instant
}

interface Said extends InputOf<typeof schema.rateService> {
  /** The office that stands on the receipt. */
  readonly servedAt: string | null
}

interface World {
  readonly person: ReadonlyMap<string, Stored<Person>>
  readonly 'service-rating': Map<string, Stored<Rating>>
}

/** M12.7: what holders say of a service; only statistics leave without an audit row of the person. */
export function ratingCommands({ db, custodian, clock }: RatingParts): readonly Command[] {
  return [
    command<typeof schema.rateService, World, Said>({
      operation: schema.rateService,
      async prepare(input) {
        if (input.receipt === undefined) return { ...input, servedAt: null }
        const name = openReceiptToken(custodian, input.receipt)
        // The receipt of somebody else is not one of this holder's.
        if (name === undefined || name.personId !== input.personId) return refuse('receipt-unknown')
        const [fact] = await receiptFacts(db, name)
        return fact === undefined ? refuse('receipt-unknown') : { ...input, servedAt: fact.officeId }
      },
      async load(tx, requests) {
        const personIds = requests.map(({ input }) => input.personId)
        const person = await lockPersons(tx, personIds)
        return { person, 'service-rating': await ratingsOfDay(tx, personIds, dayOf(clock())) }
      },
      subject({ person }, { personId }) {
        const district = person.get(personId)?.district
        return district === undefined ? { personId } : { personId, district }
      },
      decide(world, { personId, operation, score, words, servedAt }, context) {
        const person = world.person.get(personId)
        const today = [...world['service-rating'].values()].filter((one) => one.personId === personId)
        const text = words?.trim() ?? ''
        const sealed = person === undefined || text === '' ? null : sealText(custodian, person, 'words', text)
        return rateService(person, today, { operation, score, words: sealed, servedAt }, context)
      },
      conflicts: { service_rating_once: 'rated-today-already' },
      streams: [ratingStream],
    }),
  ]
}

import { acceptApplication } from '@yika/core/application/accept-application.ts'
import type { Application, ApplicationEvent } from '@yika/core/application/application.ts'
import { markInstant, unmarkInstant } from '@yika/core/application/mark-instant.ts'
import { refuseApplication } from '@yika/core/application/refuse-application.ts'
import { requestCorrection } from '@yika/core/application/request-correction.ts'
import * as operations from '@yika/core/application/schema.ts'
import { watchPromise } from '@yika/core/application/watch-promise.ts'
import { withdrawApplication } from '@yika/core/application/withdraw-application.ts'
import type { Outlet } from '@yika/core/bank/outlet.ts'
import type { Physical } from '@yika/core/card/card.ts'
import type { Decision, DecisionContext } from '@yika/core/decision/decision.ts'
import type { Ground } from '@yika/core/holder/ground.ts'
import type { Person } from '@yika/core/holder/person.ts'
import type { AnswerOf, InputOf } from '@yika/core/operation/operation.ts'
import { loadOutlets } from '../bank/store.ts'
import { groundsOfPersons, lockPersons } from '../holder/store.ts'
import { type Command, command } from '../kernel/command.ts'
import type { Stored } from '../kernel/stream.ts'
import { byPerson } from './loaded-case.ts'
import { applicationStream, applicationsByKeys, placesOfCards } from './store.ts'

interface World {
  readonly persons: Map<string, Stored<Person>>
  readonly application: Map<string, Stored<Application>>
  readonly grounds: ReadonlyMap<string, readonly Ground[]>
  /** The outlets at which the actors sit. */
  readonly outlets: ReadonlyMap<string, Outlet>
  readonly places: ReadonlyMap<string, Physical>
}

/** What a decision about one application that exists is given. */
interface Case {
  readonly application: Application | undefined
  readonly person: Person | undefined
  readonly grounds: readonly Ground[]
  readonly outlet: Outlet | undefined
  readonly physical: Physical | null
}

type OnApplication =
  | typeof operations.withdrawApplication
  | typeof operations.acceptApplication
  | typeof operations.requestCorrection
  | typeof operations.refuseApplication
  | typeof operations.markInstant
  | typeof operations.unmarkInstant
  | typeof operations.watchPromise

const uuid = /^[0-9a-f-]{36}$/

/** All commands about one application that exists differ only in their decision. */
function onApplication<O extends OnApplication>(
  operation: O,
  decide: (found: Case, input: InputOf<O>, context: DecisionContext) => Decision<ApplicationEvent, AnswerOf<O>>,
): Command {
  return command<O, World, InputOf<O> & { readonly personId: string; readonly applicationId: string }>({
    operation,
    async load(tx, requests) {
      const inputs = requests.map(({ input }) => input)
      const personIds = inputs.map(({ personId }) => personId)
      const desks = requests.flatMap(({ actor }) =>
        actor.officeId !== undefined && uuid.test(actor.officeId) ? [actor.officeId] : [],
      )
      const persons = await lockPersons(tx, personIds)
      const [application, grounds, outlets, places] = await Promise.all([
        applicationsByKeys(tx, inputs),
        groundsOfPersons(tx, personIds),
        loadOutlets(tx, desks),
        placesOfCards(tx, inputs),
      ])
      return { persons, application, grounds: byPerson(grounds), outlets, places }
    },
    subject(world, { personId, applicationId }) {
      const application = world.application.get(applicationId)
      if (application?.personId !== personId) return { personId }
      const { bankId, district } = application
      return { personId, bankId, district }
    },
    decide(world, input, context) {
      const { personId, applicationId } = input
      const application = world.application.get(applicationId)
      return decide(
        {
          application: application?.personId === personId ? application : undefined,
          person: world.persons.get(personId),
          grounds: world.grounds.get(personId) ?? [],
          outlet: world.outlets.get(context.actor.officeId ?? ''),
          physical: world.places.get(applicationId) ?? null,
        },
        input,
        context,
      )
    },
    streams: [applicationStream],
  })
}

const judgementOf = ({ reason, remedy, words }: InputOf<typeof operations.requestCorrection>) => ({
  reason,
  remedy,
  words: words ?? null,
})

export const reviewCommands: readonly Command[] = [
  onApplication(operations.withdrawApplication, ({ application, person }, _input, context) =>
    withdrawApplication(application, person, context),
  ),
  onApplication(operations.acceptApplication, (found, _input, context) => acceptApplication(found, context)),
  onApplication(operations.requestCorrection, ({ application }, input) =>
    requestCorrection(application, judgementOf(input)),
  ),
  onApplication(operations.refuseApplication, ({ application }, input) =>
    refuseApplication(application, judgementOf(input)),
  ),
  onApplication(operations.markInstant, ({ application, outlet }, _input, context) =>
    markInstant(application, outlet, context),
  ),
  onApplication(operations.unmarkInstant, ({ application }, _input, context) => unmarkInstant(application, context)),
  onApplication(operations.watchPromise, ({ application, physical }, _input, context) =>
    watchPromise(application, physical, context),
  ),
]

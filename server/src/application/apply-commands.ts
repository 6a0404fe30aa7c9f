import type { Application } from '@yika/core/application/application.ts'
import { type ApplyForCard, applyForCard } from '@yika/core/application/apply-for-card.ts'
import type { Group } from '@yika/core/application/group.ts'
import type { Photo } from '@yika/core/application/photo.ts'
import { resubmitApplication } from '@yika/core/application/resubmit-application.ts'
import * as operations from '@yika/core/application/schema.ts'
import type { Bank } from '@yika/core/bank/bank.ts'
import type { Outlet } from '@yika/core/bank/outlet.ts'
import { nameSearchForm } from '@yika/core/holder/person-name.ts'
import { loadBanks, loadOutlets } from '../bank/store.ts'
import { receiptToken, withVerification } from '../card/receipt-token.ts'
import { shortIndexes } from '../holder/blind-index.ts'
import { lockPersons } from '../holder/store.ts'
import { type Command, command } from '../kernel/command.ts'
import type { Custodian } from '../kernel/custody/custodian.ts'
import type { Stored } from '../kernel/stream.ts'
import { groupsByIds } from './group-store.ts'
import { type LoadedPersons, loadPersons, openOf } from './loaded-case.ts'
import { newestPhotos, photosByKeys } from './photo-store.ts'
import { applicationStream, applicationsByKeys } from './store.ts'

interface ApplyInput extends ApplyForCard {
  readonly personId: string
  /** Blind indexes of the name as it was sent, under every key in use. */
  readonly nameIndexes: readonly string[]
  readonly photoId: string | null
  readonly groupId: string | null
}

interface ApplyWorld extends LoadedPersons {
  readonly newest: ReadonlyMap<string, Photo>
  readonly named: ReadonlyMap<string, Photo>
  readonly banks: ReadonlyMap<string, Bank>
  readonly outlets: ReadonlyMap<string, Outlet>
  readonly groups: ReadonlyMap<string, Stored<Group>>
}

const given = <Value>(values: readonly (Value | null | undefined)[]): Value[] =>
  values.filter((value) => value !== null && value !== undefined) as Value[]

/** Two applications of one person that race: the index lets one through, the other is told why. */
export const oneOpenApplication = { application_open: 'application-open' } as const

export function applyCommands({ custodian }: { readonly custodian: Custodian }): readonly Command[] {
  return [
    command<typeof operations.applyForCard, ApplyWorld, ApplyInput>({
      operation: operations.applyForCard,
      async prepare(input, actor) {
        return {
          personId: input.personId,
          nameIndexes: shortIndexes(custodian, 'name', nameSearchForm(input.name)),
          kind: input.kind,
          reason: input.reason,
          bankId: input.bankId,
          oldAccountClosed: input.oldAccountClosed ?? false,
          delivery: input.delivery,
          outletId: input.outletId ?? null,
          // An actor without a desk names an outlet that does not exist: refused as unfit.
          instantOutletId: input.instant === true ? (actor.officeId ?? '') : null,
          photoId: input.photoId ?? null,
          groupId: input.groupId ?? null,
          guardianConsent: input.guardianConsent ?? null,
          dutyShown: input.dutyShown ?? null,
        }
      },
      async load(tx, requests) {
        const inputs = requests.map(({ input }) => input)
        const loaded = await loadPersons(
          tx,
          inputs.map(({ personId }) => personId),
        )
        const [newest, named, banks, outlets, groups] = await Promise.all([
          newestPhotos(
            tx,
            inputs.filter(({ photoId }) => photoId === null).map(({ personId }) => personId),
          ),
          photosByKeys(
            tx,
            inputs.flatMap(({ personId, photoId }) => (photoId === null ? [] : [{ personId, photoId }])),
          ),
          loadBanks(
            tx,
            inputs.map(({ bankId }) => bankId),
          ),
          loadOutlets(
            tx,
            given(inputs.flatMap(({ outletId, instantOutletId }) => [outletId, instantOutletId || null])),
          ),
          groupsByIds(tx, given(inputs.map(({ groupId }) => groupId))),
        ])
        return { ...loaded, newest, named, banks, outlets, groups }
      },
      subject(world, { personId, bankId, groupId }) {
        const district = world.persons.get(personId)?.district
        const employerId = groupId === null ? undefined : world.groups.get(groupId)?.employerId
        return {
          personId,
          bankId,
          ...(district === undefined ? {} : { district }),
          ...(employerId === undefined ? {} : { employerId }),
        }
      },
      decide(world, input, context) {
        const { personId, photoId, groupId, nameIndexes } = input
        const person = world.persons.get(personId)
        const { outletId, instantOutletId } = input
        const decision = applyForCard(
          {
            person,
            nameMatches: person !== undefined && nameIndexes.includes(person.index.name),
            grounds: world.grounds.get(personId) ?? [],
            cards: world.cards.get(personId) ?? [],
            open: openOf(world.application, personId),
            photo: photoId === null ? world.newest.get(personId) : photoOf(world.named, photoId, personId),
            bank: world.banks.get(input.bankId),
            outlet: outletId === null ? undefined : world.outlets.get(outletId),
            instantOutlet: instantOutletId === null ? undefined : world.outlets.get(instantOutletId),
            group: groupId === null ? null : world.groups.get(groupId),
          },
          input,
          context,
        )
        return withVerification(decision, ({ applicationId: id }) =>
          receiptToken(custodian, { kind: 'application', personId, id, at: context.now }),
        )
      },
      conflicts: oneOpenApplication,
      streams: [applicationStream],
    }),
    command({
      operation: operations.resubmitApplication,
      async load(tx, requests) {
        const inputs = requests.map(({ input }) => input)
        const persons = await lockPersons(
          tx,
          inputs.map(({ personId }) => personId),
        )
        const application = await applicationsByKeys(tx, inputs)
        const all = [...application.values()]
        const [photos, banks, outlets, groups] = await Promise.all([
          photosByKeys(tx, [
            ...inputs.flatMap(({ personId, photoId }) => (photoId === undefined ? [] : [{ personId, photoId }])),
            ...all.flatMap(({ personId, photoId }) => (photoId === null ? [] : [{ personId, photoId }])),
          ]),
          loadBanks(tx, given(inputs.map(({ bankId }) => bankId))),
          loadOutlets(tx, given([...inputs.map(({ outletId }) => outletId), ...all.map(({ outletId }) => outletId)])),
          groupsByIds(tx, given(all.map(({ groupId }) => groupId))),
        ])
        return { persons, application, photos, banks, outlets, groups }
      },
      // The bank of the row, not the one asked for: the counter of another bank does not draw the application to itself.
      subject(world, { personId, applicationId }) {
        const application = applicationOf(world.application, applicationId, personId)
        if (application === undefined) return { personId }
        const { bankId, district } = application
        return { personId, bankId, district }
      },
      decide(world, { personId, applicationId, ...change }, context) {
        const application = applicationOf(world.application, applicationId, personId)
        const outletId = change.outletId ?? application?.outletId
        const photoId = change.photoId ?? application?.photoId
        const groupId = application?.groupId
        return resubmitApplication(
          {
            application,
            person: world.persons.get(personId),
            photo: photoId == null ? undefined : photoOf(world.photos, photoId, personId),
            bank: change.bankId === undefined ? undefined : world.banks.get(change.bankId),
            outlet: outletId == null ? undefined : world.outlets.get(outletId),
            group: groupId == null ? undefined : world.groups.get(groupId),
          },
          change,
          context,
        )
      },
      streams: [applicationStream],
    }),
  ]
}

/** Requests of one batch share what is loaded: an application is found only under the person it belongs to. */
function applicationOf(
  applications: ReadonlyMap<string, Stored<Application>>,
  applicationId: string,
  personId: string,
): Stored<Application> | undefined {
  const application = applications.get(applicationId)
  return application?.personId === personId ? application : undefined
}

/** A photo of another person is no photo. */
function photoOf(photos: ReadonlyMap<string, Photo>, photoId: string, personId: string): Photo | undefined {
  const photo = photos.get(photoId)
  return photo?.personId === personId ? photo : undefined
}

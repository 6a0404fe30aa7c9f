import { applicationChoices } from '@yika/core/application/application-choices.ts'
import * as operations from '@yika/core/application/schema.ts'
import { dayOf } from '@yika/core/calendar/instant.ts'
import type { Refused } from '@yika/core/decision/decision.ts'
import { cardsOfPersons } from '../card/store.ts'
import { groundsOfPersons, personsByIds } from '../holder/store.ts'
import { newId } from '../kernel/identifier.ts'
import type { KernelParts } from '../kernel/parts.ts'
import { type Query, query } from '../kernel/query.ts'
import { byPerson, openOf } from './loaded-case.ts'
import { newestPhotos } from './photo-store.ts'
import { saidRefusal } from './said-refusal.ts'
import { openApplications } from './store.ts'

const said = (refusal: Refused | undefined) => (refusal === undefined ? null : saidRefusal(refusal))

/** Article 7: read before somebody begins to fill in; what is offered here may still be refused when it is sent. */
export function choicesQuery({ clock, policyReader }: Pick<KernelParts, 'clock' | 'policyReader'>): Query {
  return query({
    operation: operations.applicationChoices,
    fields: [],
    async load(db, reads) {
      const ids = reads.map(({ input }) => input.personId)
      const [persons, grounds, cards, open, photos] = await Promise.all([
        personsByIds(db, ids),
        groundsOfPersons(db, ids),
        cardsOfPersons(db, ids),
        openApplications(db, ids),
        newestPhotos(db, ids),
      ])
      const [groundsBy, cardsBy] = [byPerson(grounds), byPerson(cards)]
      const now = clock()
      return reads.map(({ actor, input: { personId } }) => {
        const person = persons.get(personId)
        if (person === undefined) return undefined
        // Who stands for somebody else is known when the application is sent; whoever asks for themselves is known now.
        const standing = actor.personId === personId ? {} : { represents: ['all'] }
        const found = applicationChoices(
          {
            person,
            grounds: groundsBy.get(personId) ?? [],
            cards: cardsBy.get(personId) ?? [],
            open: openOf(open, personId),
            photo: photos.get(personId),
          },
          {
            ...{ now, today: dayOf(now), actor, standing, policy: policyReader(actor, now) },
            newId: () => newId(Date.parse(now)),
          },
        )
        return { person, found }
      })
    },
    subjects: (loaded) =>
      loaded === undefined ? undefined : [{ personId: loaded.person.personId, district: loaded.person.district }],
    answer(loaded) {
      if (loaded === undefined) throw new Error('a person who was not found has no choices')
      const { refusal, choices, photo, ...rest } = loaded.found
      return {
        ...rest,
        refusal: said(refusal),
        choices: choices.map((choice) => ({ ...choice, refusal: said(choice.refusal) })),
        photo: { ...photo, refusal: said(photo.refusal) },
      }
    },
  })
}

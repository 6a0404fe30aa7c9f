import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Actor } from '../access/actor.ts'
import type { Application } from '../application/application.ts'
import type { Day, Instant } from '../calendar/instant.ts'
import type { Card, CardEvent } from '../card/card.ts'
import { evolve } from '../card/evolve.ts'
import type { Decision, DecisionContext, DomainEvent } from '../decision/decision.ts'
import { type CardDestruction, type CardDestructionEvent, evolveCardDestruction } from './card-destruction.ts'
import { confirmCardDestruction, proposeCardDestruction } from './destroy-card.ts'
import { dispatchParcel } from './dispatch-parcel.ts'
import { formParcel } from './form-parcel.ts'
import type { PackedCard } from './packed-card.ts'
import { evolveParcel, type Parcel, type ParcelEvent } from './parcel.ts'
import { evolveParcelLine, type ParcelLine, type ParcelLineEvent } from './parcel-line.ts'
import { receiveParcel } from './receive-parcel.ts'

const at = '2026-11-23T02:00:00.000Z' as Instant

/** One card that travels, one that is to be destroyed, and who did what to them. */
class Books {
  parcel: Parcel | undefined
  line: ParcelLine | undefined
  destruction: CardDestruction | undefined
  readonly cards = new Map<string, Card>(
    ['keys-replaced', 'spoiled'].map((physical) => [
      physical,
      {
        ...{ personId: 'p1', cardId: physical, cardNumber: 'A00000011', social: 'none', finance: 'dormant' },
        physical,
      },
    ]) as never,
  )
  readonly history: DomainEvent[] = []

  take(decision: Decision<DomainEvent, unknown>): void {
    if (!decision.accepted) return
    for (const event of decision.events) {
      this.history.push(event)
      if (event.stream === 'parcel') this.parcel = evolveParcel(this.parcel, event as ParcelEvent, at)
      if (event.stream === 'parcel-line') this.line = evolveParcelLine(this.line, event as ParcelLineEvent, at)
      if (event.stream === 'card-destruction')
        this.destruction = evolveCardDestruction(this.destruction, event as CardDestructionEvent, at)
      if (event.stream === 'card') this.cards.set(event.id, evolve(this.cards.get(event.id), event as CardEvent, at))
    }
  }

  get members(): readonly PackedCard[] {
    return this.line === undefined ? [] : [{ line: this.line, card: this.travelling, application }]
  }

  get travelling(): Card {
    return this.cards.get('keys-replaced') as Card
  }
}

const application = {
  ...{ personId: 'p1', applicationId: 'a1', status: 'in-production', cardId: 'keys-replaced', bankId: 'b1' },
  ...{ delivery: 'outlet', outletId: 'o1' },
} as unknown as Application

type Act = (books: Books, who: DecisionContext) => void

const to = { kind: 'outlet', bankId: 'b1', officeId: 'o1', employerId: null } as const
const acts: Record<string, Act> = {
  form: (books, who) => {
    if (books.parcel === undefined) books.take(formParcel(to, [{ card: books.travelling, application }], who))
  },
  dispatch: (books, who) => books.take(dispatchParcel(books.parcel, books.members, {}, who)),
  receive: (books, who) =>
    books.take(receiveParcel(books.parcel, books.members, { scanned: ['A00000011'], missing: 0 }, who)),
  lose: (books, who) => books.take(receiveParcel(books.parcel, books.members, { scanned: [], missing: 1 }, who)),
  propose: (books, who) =>
    books.take(proposeCardDestruction(books.cards.get('spoiled'), books.destruction, 'spoiled', who)),
  confirm: (books, who) => books.take(confirmCardDestruction(books.cards.get('spoiled'), books.destruction, who)),
}

function played(steps: readonly { readonly act: string; readonly who: string }[]): Books {
  const books = new Books()
  for (const { act, who } of steps) {
    const actor: Actor = { id: who, role: 'bank-supervisor', organisationId: 'bank', bankId: 'b1', officeId: 'o1' }
    const policy = { number: () => 1, text: () => '', flag: () => false }
    const context = { now: at, today: '2026-11-23' as Day, actor, standing: {}, policy, newId: () => 'x1' }
    ;(acts[act] as Act)(books, context)
  }
  return books
}

const steps = (people: readonly string[]) =>
  fc.array(fc.record({ act: fc.constantFrom(...Object.keys(acts)), who: fc.constantFrom(...people) }), {
    maxLength: 40,
  })

test('M14.8, M13.5: one person alone destroys no card and signs for no parcel of its own, in whatever order', () => {
  fc.assert(
    fc.property(steps(['s1']), (all) => {
      const books = played(all)
      const names = new Set(books.history.map(({ name }) => name))
      assert.deepEqual(
        ['card-destroyed', 'parcel-received'].filter((name) => names.has(name)),
        [],
      )
      assert.equal(books.cards.get('spoiled')?.physical, 'spoiled')
    }),
    { seed: 14, numRuns: 300 },
  )
})

test('M14.8, M13.5: two signatures under a destruction and under a parcel are of two persons', () => {
  const seen = new Set<string>()
  fc.assert(
    fc.property(steps(['s1', 's2']), (all) => {
      const { destruction, parcel } = played(all)
      if (destruction?.confirmedBy != null) {
        seen.add('destroyed')
        assert.notEqual(destruction.confirmedBy, destruction.proposedBy)
      }
      if (parcel?.receivedBy != null) {
        seen.add('received')
        assert.notEqual(parcel.receivedBy, parcel.dispatchedBy)
      }
    }),
    { seed: 14, numRuns: 300 },
  )
  assert.deepEqual([...seen].sort(), ['destroyed', 'received'])
})

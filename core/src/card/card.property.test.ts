import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDaysToInstant, type Day, type Instant, instantOf } from '../calendar/instant.ts'
import type { Decision, DecisionContext } from '../decision/decision.ts'
import { activateFinance } from './activate-finance.ts'
import { availableActions } from './available-actions.ts'
import { cancelCard } from './cancel-card.ts'
import { type Card, type CardEvent, type CardEventName, cancelReasons, cardEvent } from './card.ts'
import { changePin } from './change-pin.ts'
import { enableSocial } from './enable-social.ts'
import { evolve } from './evolve.ts'
import { lapseLoss } from './lapse-loss.ts'
import { lockCard } from './lock-card.ts'
import { mayExchange, mayFirstIssue, mayReissue } from './next-card.ts'
import { isLive, isOlder } from './older-cards.ts'
import { recordBankState } from './record-bank-state.ts'
import { releaseLoss } from './release-loss.ts'
import { reportLoss } from './report-loss.ts'
import { setPin, startPinReset } from './reset-pin.ts'
import { sendEnableCode } from './send-enable-code.ts'
import { statusOf } from './status-words.ts'
import { adult, bankId, citizen, clerk, context, key, officer, openCustody, visit } from './test-cards.ts'
import { allowed, axesOf, nextAxes, transitions } from './transitions.ts'
import { unblockPin } from './unblock-pin.ts'
import { requestUnlock, unlockCard } from './unlock-card.ts'
import { verifyPin } from './verify-pin.ts'
import { warnLossLapse } from './warn-loss-lapse.ts'

/** One random wish: which command, on which of the person's cards, with which choices, how much later. */
interface Wish {
  readonly command: keyof typeof commands
  readonly on: number
  readonly pick: number
  readonly laterMinutes: number
  readonly times: number
}

interface House {
  readonly cards: Map<string, Card>
  readonly history: (readonly [CardEvent, Instant])[]
}

const chosen = <Value>(values: readonly Value[], pick: number): Value => values[pick % values.length] as Value
const loss = (pick: number) => chosen(['social', 'finance', 'both'] as const, pick)
const pinOf = (pick: number) => chosen(['482915', '905172', '000001'], pick)

type Try = (cards: readonly Card[], card: Card, pick: number, at: DecisionContext) => Decision<CardEvent, unknown>

/** Every command of the chapter, as the counter or the holder would send it. */
const commands = {
  enable: (cards, card, _pick, at) =>
    enableSocial(adult, cards, { cardId: card.cardId, channel: 'bank', dutyNoticeVersion: '2026-1' }, openCustody, at),
  'enable on line': (cards, card, pick, at) =>
    enableSocial(
      adult,
      cards,
      { cardId: card.cardId, channel: 'web', dutyNoticeVersion: '2026-1', cardNumber: 'A00000011', code: pinOf(pick) },
      openCustody,
      { ...at, standing: {} },
    ),
  'send code': (_cards, card, pick, at) =>
    sendEnableCode(card, { codeId: 'code', verifier: `code:${pinOf(pick)}`, sealedCode: '' }, at),
  activate: (cards, card, _pick, at) =>
    activateFinance(adult, cards, { cardId: card.cardId, dutyNoticeVersion: '2026-1' }, at),
  'report provisionally': (_cards, card, pick, at) =>
    reportLoss(card, { functions: loss(pick), kind: 'provisional', channel: 'hotline' }, at),
  'report formally': (_cards, card, pick, at) =>
    reportLoss(card, { functions: loss(pick), kind: 'formal', channel: 'counter' }, at),
  release: (_cards, card, pick, at) => releaseLoss(adult, card, { functions: loss(pick), channel: 'web' }, at),
  lapse: (_cards, card, _pick, at) => lapseLoss(card, at),
  warn: (_cards, card, _pick, at) => warnLossLapse(card, at),
  lock: (_cards, card, _pick, at) => lockCard(card, { reason: 'court-order' }, at),
  'request unlock': (_cards, card, _pick, at) => requestUnlock(card, { reason: 'checked' }, { ...at, actor: citizen }),
  unlock: (_cards, card, _pick, at) => unlockCard(card, { ...at, actor: officer }),
  cancel: (cards, card, pick, at) =>
    cancelCard(adult, cards, { cardId: card.cardId, reason: chosen(cancelReasons, pick) }, { ...at, actor: officer }),
  'bank state': (_cards, card, pick, at) =>
    recordBankState(
      card,
      { state: chosen(['dormant', 'active', 'suspended', 'closed'] as const, pick), effectiveAt: at.now },
      at,
    ),
  'start reset': (_cards, card, _pick, at) => startPinReset(adult, card, at),
  'set PIN': (_cards, card, pick, at) =>
    setPin(adult, card, { resetId: card.pinResetId ?? '', newPin: pinOf(pick) }, openCustody, at),
  'verify PIN': (_cards, card, pick, at) => verifyPin(card, pinOf(pick), openCustody, at),
  'change PIN': (_cards, card, pick, at) =>
    changePin(card, { pin: pinOf(pick), newPin: pinOf(pick + 1) }, openCustody, at),
  unblock: (_cards, card, _pick, at) => unblockPin(adult, card, at),
  'next step of making': (_cards, card, _pick, _at) => ({ accepted: true, answer: null, events: nextOfMaking(card) }),
  'new card': (cards, _card, pick, at) => {
    const next = chosen(
      [
        mayFirstIssue(cards),
        mayReissue(cards, at),
        mayExchange(cards, chosen(['damage', 'expiry'] as const, pick), at),
      ],
      pick,
    )
    if (!next.accepted) return next
    const wish = { applicationId: 'application', replaces: next.replaces, bankId, generation: 3, issuingArea: '110000' }
    return {
      accepted: true,
      answer: null,
      events: [cardEvent({ ...key, cardId: `card-${cards.length}` }, 'card-requested', wish as never)],
    }
  },
} as const satisfies Record<string, Try>

/** What production and distribution would record next. */
function nextOfMaking(card: Card): readonly CardEvent[] {
  const steps = [
    cardEvent(card, 'card-batched', { batchId: 'batch', cardNumber: 'A00000011' }),
    cardEvent(card, 'account-opened', { bankCardNumber: 'sealed' }),
    cardEvent(card, 'card-certified', { certificateSerial: '01' }),
    cardEvent(card, 'card-personalised', {
      chipIdentificationCode: '0'.repeat(32),
      atr: '3B00',
      issuedOn: '2026-11-01' as Day,
      expiresOn: '2036-11-01' as Day,
    }),
    cardEvent(card, 'keys-replaced', {}),
    cardEvent(card, 'card-arrived', { officeId: 'office' }),
    cardEvent(card, 'card-collected', { dutyNoticeVersion: '2026-1', visitId: null }),
  ] as const
  return steps.filter((event) => allowed(card, event.name)).slice(0, 1)
}

const wish: fc.Arbitrary<Wish> = fc.record({
  command: fc.oneof(
    { weight: 2, arbitrary: fc.constantFrom(...(Object.keys(commands) as (keyof typeof commands)[])) },
    { weight: 1, arbitrary: fc.constantFrom<keyof typeof commands>('next step of making', 'new card', 'enable') },
  ),
  on: fc.nat(7),
  pick: fc.nat(11),
  laterMinutes: fc.oneof({ weight: 4, arbitrary: fc.nat(10) }, { weight: 1, arbitrary: fc.nat(6 * 24 * 60) }),
  times: fc.oneof({ weight: 5, arbitrary: fc.constant(1) }, { weight: 1, arbitrary: fc.integer({ min: 2, max: 6 }) }),
})

const start = Date.parse('2027-12-20T00:00:00Z')

/** Runs the wishes one after another, as the kernel does; `watch` sees each step. */
function live(wishes: readonly Wish[], watch: (before: readonly Card[], house: House, at: Instant) => void): House {
  const house: House = { cards: new Map(), history: [] }
  let now = instantOf(start)
  const record = (events: readonly CardEvent[]) => {
    for (const event of events) {
      house.cards.set(event.id, evolve(house.cards.get(event.id), event, now))
      house.history.push([event, now])
    }
  }
  record([
    cardEvent({ ...key, cardId: 'card-0' }, 'card-requested', {
      applicationId: 'application',
      replaces: null,
      bankId,
      generation: 3,
      issuingArea: '110000',
    }),
  ])
  // A card in the hand of its holder: the making has its own walk, as a command.
  for (let step = 0; step < 7; step += 1) record(nextOfMaking(house.cards.get('card-0') as Card))
  record([cardEvent({ ...key, cardId: 'card-0' }, 'pin-set', { verifier: 'card-0:482915', tries: 5 })])
  let ids = 0
  const newId = () => {
    ids += 1
    return `id-${ids}`
  }
  for (const { command, on, pick, laterMinutes } of wishes.flatMap((one) => Array<Wish>(one.times).fill(one))) {
    now = instantOf(Date.parse(now) + laterMinutes * 60_000)
    const before = [...house.cards.values()]
    const moment = { ...context({ now, actor: clerk, standing: { visit } }), newId }
    const decision = commands[command](before, chosen(before, on), pick, moment)
    if (decision.accepted) record(decision.events)
    watch(before, house, now)
  }
  return house
}

const walks = fc.array(wish, { minLength: 1, maxLength: 60, size: 'max' })
const settings = { numRuns: 300, seed: 20261001 }

test('Article 7: no sequence of commands leaves the table, and every state reads in plain words', () => {
  const seen = new Set<string>()
  fc.assert(
    fc.property(walks, (wishes) => {
      // `evolve` throws outside the table.
      const house = live(wishes, () => {})
      for (const card of house.cards.values()) {
        for (const [axis, state] of Object.entries(axesOf(card))) {
          seen.add(`${axis} ${state}`)
          assert.ok(state in transitions[axis as keyof typeof transitions])
        }
        assert.notEqual(statusOf(card, '2028-01-01' as Day).headline.next.en, '')
        assert.ok(availableActions(card).length >= 0)
      }
    }),
    settings,
  )
  // The walk is worth something only if it gets around.
  for (const state of ['enabled', 'suspended-provisional', 'suspended-formal', 'locked', 'cancelled']) {
    assert.ok(seen.has(`social ${state}`), state)
  }
  for (const state of ['dormant', 'active', 'suspended-provisional', 'suspended-formal', 'closed']) {
    assert.ok(seen.has(`finance ${state}`), state)
  }
  for (const state of ['pin locked', 'physical retired', 'physical at-outlet']) assert.ok(seen.has(state), state)
})

test('M7.7: an ended social function stays ended, with its reason and its time', () => {
  fc.assert(
    fc.property(walks, (wishes) => {
      live(wishes, (before, house) => {
        for (const old of before.filter((card) => card.social === 'cancelled')) {
          const now = house.cards.get(old.cardId) as Card
          assert.equal(now.social, 'cancelled')
          assert.equal(now.cancelReason, old.cancelReason)
          assert.equal(now.cancelledAt, old.cancelledAt)
        }
      })
    }),
    settings,
  )
})

test('M8.5: at every moment at most one card of a person is live', () => {
  fc.assert(
    fc.property(walks, (wishes) => {
      live(wishes, (_before, house) => {
        assert.ok([...house.cards.values()].filter(isLive).length <= 1)
      })
    }),
    settings,
  )
})

test('M7.6: an older card is never brought back beside a newer enabled one', () => {
  fc.assert(
    fc.property(walks, (wishes) => {
      live(wishes, (_before, house) => {
        const cards = [...house.cards.values()]
        for (const newer of cards.filter(isLive)) {
          for (const older of cards.filter((card) => isOlder(card, newer))) assert.equal(older.social, 'cancelled')
        }
      })
    }),
    settings,
  )
})

test('M7.5: whenever a card may be re-issued, a loss of it was reported formally before', () => {
  fc.assert(
    fc.property(walks, (wishes) => {
      const house = live(wishes, () => {})
      const answer = mayReissue([...house.cards.values()], context())
      const formal = house.history.some(([event]) => event.name === 'social-loss-confirmed')
      if (answer.accepted) assert.ok(formal)
    }),
    settings,
  )
})

test('M7.3: deadlines only follow the clock: a provisional end lies after its receipt and never moves', () => {
  fc.assert(
    fc.property(walks, (wishes) => {
      live(wishes, (before, house) => {
        for (const card of house.cards.values()) {
          const { socialLostAt, socialProvisionalUntil, financeLostAt, financeProvisionalUntil } = card
          if (socialProvisionalUntil !== null) {
            assert.equal(socialProvisionalUntil, addDaysToInstant(socialLostAt as Instant, 10))
          }
          if (financeProvisionalUntil !== null) {
            assert.equal(financeProvisionalUntil, addDaysToInstant(financeLostAt as Instant, 5))
          }
          const old = before.find((one) => one.cardId === card.cardId)
          if (old !== undefined) assert.ok(old.physicalSince <= card.physicalSince)
          if (old?.socialLostAt != null && card.socialLostAt !== null) {
            assert.equal(card.socialLostAt, old.socialLostAt, 'the first report of a loss fixes its instant')
          }
        }
      })
    }),
    settings,
  )
})

test('M9.2: a locked PIN opens only by an unblocking or a reset, and tries never grow by a wrong one', () => {
  fc.assert(
    fc.property(walks, (wishes) => {
      const house = live(wishes, () => {})
      const states = new Map<string, Card>()
      for (const [event, at] of house.history) {
        const before = states.get(event.id)
        const after = evolve(before, event, at)
        if (before?.pinState === 'locked' && after.pinState !== 'locked') {
          assert.ok(event.name === 'pin-unblocked' || event.name === 'pin-set')
        }
        if (event.name === 'pin-wrong' && before?.pinTriesOn === event.data.on) {
          assert.equal(event.data.triesLeft, before.pinTriesLeft - 1)
        }
        states.set(event.id, after)
      }
    }),
    settings,
  )
})

test('Article 13: folding the recorded events gives the state that the commands left', () => {
  fc.assert(
    fc.property(walks, (wishes) => {
      const house = live(wishes, () => {})
      const folded = new Map<string, Card>()
      for (const [event, at] of house.history) folded.set(event.id, evolve(folded.get(event.id), event, at))
      assert.deepEqual(folded, house.cards)
    }),
    settings,
  )
})

test('Article 7: an event outside the table throws, whatever the state', () => {
  const names = [
    ...new Set(Object.values(transitions).flatMap((axis) => Object.values(axis).flatMap((row) => Object.keys(row)))),
  ] as CardEventName[]
  fc.assert(
    fc.property(walks, fc.constantFrom(...names), (wishes, name) => {
      for (const card of live(wishes, () => {}).cards.values()) {
        const event = cardEvent(card, name, {} as never)
        if (nextAxes(axesOf(card), name) === undefined) {
          assert.throws(() => evolve(card, event, instantOf(start)), /is not allowed in/)
        } else {
          assert.doesNotThrow(() => evolve(card, event, instantOf(start)))
        }
      }
    }),
    settings,
  )
})

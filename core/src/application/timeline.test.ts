import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, type Day, type Instant, startOfDay } from '../calendar/instant.ts'
import { workingDayData } from '../calendar/working-day-data.ts'
import type { PolicyReader } from '../decision/decision.ts'
import {
  type Application,
  type ApplicationEventName,
  applicationEvent,
  applicationStatuses,
  applicationTransitions,
  evolveApplication,
  isOpen,
  openStatuses,
} from './application.ts'
import { forecast } from './forecast.ts'
import { isPromise, promiseAnew, promiseFor } from './promise.ts'
import { timeline } from './timeline.ts'
import { remedyWords, statusWords, troubleWords } from './words.ts'

const policy: PolicyReader = {
  number(key, on) {
    const figures: Record<string, number> = {
      'sla.first-issue.online': on !== undefined && on < '2026-01-01' ? 20 : 30,
      'sla.first-issue.district-point': 30,
      'sla.reissue.online': 4,
      'sla.reissue.bank-non-instant': 5,
      'sla.forecast-warning': 80,
    }
    const value = figures[key]
    assert.ok(value !== undefined, key)
    return value
  },
  text: (key) => (key === 'sla.instant' ? 'same-visit' : JSON.stringify(workingDayData)),
  flag: () => assert.fail(),
}

const key = { personId: 'p', applicationId: 'a' }
const at = (day: string): Instant => startOfDay(day as Day)
const submitted = applicationEvent(key, 'application-submitted', {
  kind: 'first-issue',
  reason: 'first',
  channel: 'online',
  bankId: 'b',
  outletId: 'o',
  delivery: 'outlet',
  district: '110101',
  groundId: 'g',
  applicant: { as: 'holder', personId: 'p' },
  guardianConsent: null,
  dutyShown: null,
  groupId: null,
  photoId: null,
  replaces: null,
  instantOutletId: null,
})
const promise = {
  rule: 'sla.first-issue.online',
  amount: 30,
  unit: 'calendar-day',
  promisedOn: '2026-04-01' as Day,
} as const
const trouble = { stage: 'making', reason: 'card-spoiled', remedy: 'made-again', words: null } as const

function accepted(on = '2026-03-02'): Application {
  const state = evolveApplication(undefined, submitted, at(on))
  return evolveApplication(state, applicationEvent(key, 'application-accepted', { promise }), at(on))
}

test('M12.3, M8.8: each kind and channel has its promise, counted in its own days', () => {
  const on = '2026-03-02' as Day
  const promised = (
    kind: Application['kind'],
    channel: Application['channel'],
    instantOutletId: string | null = null,
  ) => {
    const result = promiseFor({ kind, channel, instantOutletId }, on, policy)
    assert.ok(isPromise(result))
    return [result.promisedOn, result.unit]
  }
  assert.deepEqual(promised('first-issue', 'online'), ['2026-04-01', 'calendar-day'])
  assert.deepEqual(promised('first-issue', 'bank-counter'), ['2026-04-01', 'calendar-day'])
  assert.deepEqual(promised('reissue', 'online'), ['2026-03-06', 'working-day'])
  assert.deepEqual(promised('exchange', 'bank-counter'), ['2026-03-09', 'working-day'])
  assert.deepEqual(promised('renewal', 'employer'), ['2026-03-06', 'working-day'])
  assert.deepEqual(promised('first-issue', 'instant', 'o'), ['2026-03-02', 'same-visit'])
})

test('M17.2: the figure of the day of acceptance counts', () => {
  const before = promiseFor(
    { kind: 'first-issue', channel: 'online', instantOutletId: null },
    '2025-12-31' as Day,
    policy,
  )
  assert.ok(isPromise(before))
  assert.equal(before.promisedOn, '2026-01-20')
  const anew = promiseAnew(before, '2026-01-21' as Day, policy)
  assert.ok(isPromise(anew))
  assert.equal(anew.promisedOn, '2026-02-10')
})

test('M12.3: on track, at risk from four fifths on, late after the day, kept once the card lies ready', () => {
  const outlook = (application: Application, today: string) => forecast(application, null, today as Day, policy).outlook
  const running = accepted()
  assert.equal(outlook(running, '2026-03-25'), 'on-track')
  assert.equal(outlook(running, '2026-03-26'), 'at-risk')
  assert.equal(outlook(running, '2026-04-01'), 'at-risk')
  assert.equal(outlook(running, '2026-04-02'), 'late')
  const making = evolveApplication(
    running,
    applicationEvent(key, 'production-started', { cardId: 'c' }),
    at('2026-03-03'),
  )
  const ready = evolveApplication(making, applicationEvent(key, 'card-ready', {}), at('2026-04-01'))
  assert.equal(outlook(ready, '2026-05-01'), 'kept')
  assert.equal(forecast(making, 'certified', '2026-03-28' as Day, policy).cause, 'making')
  assert.equal(forecast(running, null, '2026-03-28' as Day, policy).cause, 'queue')
})

test('M12.3: a promise never gets earlier, and risk never falls, as days pass', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 60 }), (one, more) => {
      const order = ['on-track', 'at-risk', 'late']
      const risk = (days: number) =>
        order.indexOf(forecast(accepted(), null, addDays('2026-03-02' as Day, days), policy).outlook)
      assert.ok(risk(one + more) >= risk(one))
    }),
  )
})

test('M12.4, M3.1: nine steps from submission to the financial function, with dates', () => {
  const ready = [
    applicationEvent(key, 'production-started', { cardId: 'c' }),
    applicationEvent(key, 'card-ready', {}),
    applicationEvent(key, 'card-collected', {}),
  ].reduce((state, event) => evolveApplication(state, event, at('2026-03-20')), accepted())
  const cards = [
    'account-opened',
    'card-personalised',
    'keys-replaced',
    'card-arrived',
    'card-collected',
    'social-enabled',
  ].map((name, day) => ({ name, at: at(`2026-03-1${day}`) }))
  const history = [
    { name: 'application-submitted', at: at('2026-03-02') },
    { name: 'application-accepted', at: at('2026-03-02') },
    { name: 'card-ready', at: at('2026-03-13') },
  ]
  const { steps, status, promisedOn, madeOn } = timeline(ready, history, cards)
  assert.deepEqual(
    steps.map(({ state }) => state),
    ['done', 'done', 'done', 'done', 'done', 'done', 'done', 'done', 'waiting'],
  )
  assert.deepEqual([status.en, promisedOn, madeOn], ['collected', '2026-04-01', '2026-03-20'])
})

test('M12.4: a card that is made again sets the steps back and says why, and that there is nothing to do', () => {
  const state = [
    applicationEvent(key, 'production-started', { cardId: 'c' }),
    applicationEvent(key, 'production-repeated', trouble),
  ].reduce((application, event) => evolveApplication(application, event, at('2026-03-10')), accepted())
  const told = timeline(
    state,
    [
      { name: 'application-submitted', at: at('2026-03-02') },
      { name: 'application-accepted', at: at('2026-03-02') },
      { name: 'production-repeated', at: at('2026-03-10') },
    ],
    [{ name: 'account-opened', at: at('2026-03-05') }],
  )
  assert.equal(told.steps.find(({ step }) => step === 'bank-confirmed')?.state, 'current')
  assert.deepEqual(
    [told.trouble?.zh, told.trouble?.remedy.zh],
    [troubleWords['card-spoiled'].zh, remedyWords['made-again'].zh],
  )
})

test('M12.4: what has stopped says so at every step that will not come', () => {
  const refused = evolveApplication(
    accepted(),
    applicationEvent(key, 'application-refused', { ...trouble, stage: 'review' }),
    at('2026-03-03'),
  )
  const { steps, next } = timeline(refused, [{ name: 'application-submitted', at: at('2026-03-02') }], [])
  assert.equal(steps.filter(({ state }) => state === 'stopped').length, 8)
  assert.equal(next, statusWords.refused.next)
})

test('M3.1: no history leaves the table of transitions, and what has ended stays ended', () => {
  const data: Partial<Record<ApplicationEventName, object>> = {
    'application-accepted': { promise },
    'correction-requested': trouble,
    'application-refused': trouble,
    'production-repeated': trouble,
    'production-failed': trouble,
    'production-started': { cardId: 'c' },
    'instant-marked': { outletId: 'o', promise },
    'instant-unmarked': { promise },
    'promise-at-risk': { promisedOn: promise.promisedOn, cause: 'queue' },
    'promise-broken': { newPromisedOn: promise.promisedOn, cause: 'queue' },
  }
  const names: ApplicationEventName[] = [
    'application-resubmitted',
    'application-withdrawn',
    'card-ready',
    'card-collected',
    'application-closed',
    ...(Object.keys(data) as ApplicationEventName[]),
  ]
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...names), { maxLength: 30 }), (history) => {
      let state = evolveApplication(undefined, submitted, at('2026-03-02'))
      for (const name of history) {
        const before = state.status
        const event = applicationEvent(key, name, (data[name] ?? {}) as never)
        try {
          state = evolveApplication(state, event, at('2026-03-03'))
        } catch {
          continue
        }
        const reachable: readonly string[] = applicationTransitions[before]
        const inPlace = name.startsWith('promise-') || name.startsWith('instant-')
        assert.ok(inPlace ? state.status === before : reachable.includes(state.status), `${before} ${name}`)
      }
      assert.equal(isOpen(state), (openStatuses as readonly string[]).includes(state.status))
    }),
  )
  for (const status of applicationStatuses) {
    const open = (openStatuses as readonly string[]).includes(status)
    assert.equal(applicationTransitions[status].length > 0, open)
  }
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Bank } from '../bank/bank.ts'
import { bankServiceNames } from '../bank/bank-service.ts'
import type { Outlet } from '../bank/outlet.ts'
import { type Day, dayOf, type Instant } from '../calendar/instant.ts'
import { workingDayData } from '../calendar/working-day-data.ts'
import type { Card } from '../card/card.ts'
import type { DecisionContext, PolicyReader } from '../decision/decision.ts'
import type { Ground } from '../holder/ground.ts'
import type { Person } from '../holder/person.ts'
import type { RefusalCode } from '../refusal/catalogue.ts'
import type { Application } from './application.ts'
import { type ApplyForCard, type Applying, applyForCard } from './apply-for-card.ts'
import type { Group } from './group.ts'
import type { Photo } from './photo.ts'

const now = '2026-03-02T02:00:00.000Z' as Instant
const today = dayOf(now)

const rules: Record<string, number | string | boolean> = {
  'sla.first-issue.online': 30,
  'sla.first-issue.district-point': 30,
  'sla.reissue.online': 4,
  'sla.reissue.bank-non-instant': 4,
  'sla.instant': 'same-visit',
  'calendar.working-days': JSON.stringify(workingDayData),
  'guardian.required-under': 18,
  'guardian.consent-record-under': 14,
  'photo.required-from': 7,
  'photo.max-age': 6,
  'card.generations-issued': '3',
  'card.renewal-before': 90,
  'loss.replacement-requires-formal': true,
  'loss.repeat-review': 3,
  'employer.collection-restricts-choice': true,
  'contact.hotline': '96066',
}

function policyOf(changed: object = {}): PolicyReader {
  const values = { ...rules, ...changed } as Record<string, number | string | boolean>
  const read = (key: string) => {
    assert.ok(Object.hasOwn(values, key), key)
    return values[key]
  }
  return {
    number: (key) => read(key) as number,
    text: (key) => read(key) as string,
    flag: (key) => read(key) as boolean,
  }
}

const person = {
  personId: 'p',
  birthOn: '1990-03-07' as Day,
  district: '110101',
  lifeStatus: 'alive',
  nameOnChip: 'fits',
  printedChange: null,
} as unknown as Person

const ground = { groundId: 'g', personId: 'p', kind: 'employee-medical', since: '2020-01-01', status: 'held' } as Ground
const photo = { personId: 'p', photoId: 'photo', addedAt: '2026-02-01T00:00:00.000Z' } as Photo
const bank = {
  bankId: 'b',
  name: { zh: '甲银行', en: 'Bank A' },
  admittedOn: '2024-10-30',
  withdrawnOn: null,
  serviceTerms: [{ from: '2024-10-30', services: bankServiceNames }],
} as unknown as Bank
const outlet = {
  outletId: 'o',
  bankId: 'b',
  instantIssue: true,
  openedOn: '2024-10-30',
  closedOn: null,
} as unknown as Outlet

const card = {
  personId: 'p',
  cardId: 'c1',
  issuingArea: '110000',
  generation: 3,
  bankId: 'b',
  physical: 'collected',
  social: 'enabled',
  finance: 'active',
  requestedAt: '2025-01-01T00:00:00.000Z',
  expiresOn: '2035-01-01',
  replaces: null,
  socialLostAt: null,
  socialProvisionalUntil: null,
} as unknown as Card

const group = {
  groupId: 'grp',
  employerId: 'e',
  bankIds: ['b'],
  collection: 'employer',
  opensOn: '2026-01-01',
  closesOn: '2026-12-31',
} as unknown as Group

const world: Applying = {
  person,
  nameMatches: true,
  grounds: [ground],
  cards: [],
  open: undefined,
  photo,
  bank,
  outlet,
  instantOutlet: undefined,
  group: null,
}

const wish: ApplyForCard = {
  kind: 'first-issue',
  reason: 'first',
  bankId: 'b',
  oldAccountClosed: false,
  outletId: 'o',
  delivery: 'outlet',
  instantOutletId: null,
  guardianConsent: null,
  dutyShown: '2026-1',
}

const context = (changed: Partial<DecisionContext> = {}): DecisionContext => ({
  now,
  today,
  actor: { id: 'p', role: 'citizen', organisationId: 'self', personId: 'p' },
  standing: {},
  policy: policyOf(),
  newId: () => 'a',
  ...changed,
})

const exchange = { kind: 'exchange', reason: 'damage' } as const

interface Case {
  readonly given?: Partial<Applying>
  readonly when?: Partial<ApplyForCard>
  readonly by?: Partial<DecisionContext>
}

function decide({ given = {}, when = {}, by = {} }: Case) {
  return applyForCard({ ...world, ...given }, { ...wish, ...when }, context(by))
}

const minor = { ...person, birthOn: '2015-03-07' as Day }
const lost = { ...card, social: 'suspended-formal', socialLostAt: '2026-02-28T00:00:00.000Z' } as Card
const guardian: Partial<DecisionContext> = {
  actor: { id: 'm', role: 'citizen', organisationId: 'self', personId: 'm' },
  standing: { represents: ['all'] },
}

const refused: [string, RefusalCode, Case][] = [
  ['M7.1: a person who is not registered', 'person-unknown', { given: { person: undefined } }],
  ['M7.1: another name', 'name-mismatch', { given: { nameMatches: false } }],
  ['M7.1: a deceased', 'person-deceased', { given: { person: { ...person, lifeStatus: 'deceased' } } }],
  [
    'M10.5: a reported death',
    'person-death-reported',
    { given: { person: { ...person, lifeStatus: 'death-reported' } } },
  ],
  ['M8.2: moved away', 'person-moved-away', { given: { person: { ...person, lifeStatus: 'moved-away' } } }],
  ['M7.1: an open application', 'application-open', { given: { open: { status: 'accepted' } as Application } }],
  ['M7.1: a usable card', 'first-issue-has-card', { given: { cards: [card] } }],
  [
    'M7.1: a card on its way',
    'first-issue-has-card',
    { given: { cards: [{ ...card, physical: 'shipped', social: 'none' }] } },
  ],
  [
    'M7.5: a re-issue without a formal loss',
    'reissue-needs-formal-loss',
    { given: { cards: [card] }, when: { kind: 'reissue', reason: 'loss' } },
  ],
  [
    'M7.5: a second re-issue for the same lost card',
    'reissue-needs-formal-loss',
    {
      given: { cards: [lost, { ...card, cardId: 'c2', replaces: 'c1', social: 'pending-enable' } as Card] },
      when: { kind: 'reissue', reason: 'loss' },
    },
  ],
  [
    'M3.2: a card of another area',
    'card-foreign',
    { given: { cards: [{ ...card, issuingArea: '370000' }] }, when: exchange },
  ],
  ['M7.6: an exchange without a card', 'exchange-needs-card', { when: exchange }],
  ['M7.6: an exchange of a lost card', 'card-lost-formally', { given: { cards: [lost] }, when: exchange }],
  [
    'M7.6: a reason of another kind',
    'reason-not-of-kind',
    { given: { cards: [card] }, when: { kind: 'exchange', reason: 'expiry' } },
  ],
  [
    'M4.5: an exchange for printed data that have not changed',
    'printed-items-unchanged',
    { given: { cards: [card] }, when: { kind: 'exchange', reason: 'printed-change' } },
  ],
  [
    'M4.5: printed data that changed before the card was asked for',
    'printed-items-unchanged',
    {
      given: {
        cards: [card],
        person: { ...person, printedChange: { at: '2024-01-01T00:00:00.000Z' as Instant, items: ['name'] } },
      },
      when: { kind: 'exchange', reason: 'printed-change' },
    },
  ],
  [
    'M7.6: a renewal long before the end',
    'renewal-not-due',
    { given: { cards: [card] }, when: { kind: 'renewal', reason: 'expiry' } },
  ],
  [
    'M2.10: an upgrade of a third-generation card',
    'generation-current',
    { given: { cards: [card] }, when: { kind: 'renewal', reason: 'generation-upgrade' } },
  ],
  [
    'M2.10: rules that issue another generation',
    'generation-not-issued',
    { by: { policy: policyOf({ 'card.generations-issued': '1,2' }) } },
  ],
  [
    'M7.6: a change to the same bank',
    'same-bank',
    { given: { cards: [card] }, when: { kind: 'exchange', reason: 'bank-change', oldAccountClosed: true } },
  ],
  [
    'M7.6: a change of bank with the old account open',
    'old-account-open',
    { given: { cards: [{ ...card, bankId: 'old' }] }, when: { kind: 'exchange', reason: 'bank-change' } },
  ],
  ['M7.12: a bank nobody knows', 'bank-not-in-catalogue', { given: { bank: undefined } }],
  ['M7.12: a bank that leaves today', 'bank-not-in-catalogue', { given: { bank: { ...bank, withdrawnOn: today } } }],
  [
    'M7.12: a bank before its first day',
    'bank-not-in-catalogue',
    { given: { bank: { ...bank, admittedOn: '2026-03-03' as Day } } },
  ],
  [
    'M7.12: a bank without the service',
    'bank-service-not-offered',
    { given: { bank: { ...bank, serviceTerms: [{ from: '2024-10-30' as Day, services: ['exchange'] }] } } },
  ],
  [
    'M8.6: a bank the employer has not named',
    'bank-not-of-group',
    { given: { group: { ...group, bankIds: ['x'] } }, when: { delivery: 'employer', outletId: null } },
  ],
  ['M8.6: a group that has closed', 'group-closed', { given: { group: { ...group, closesOn: '2026-03-01' as Day } } }],
  ['M8.6: a group that does not exist', 'not-found', { given: { group: undefined } }],
  [
    'M8.6: collection by an employer without a group',
    'delivery-unfit',
    { when: { delivery: 'employer', outletId: null } },
  ],
  ['M7.14: an outlet of another bank', 'outlet-unfit', { given: { outlet: { ...outlet, bankId: 'x' } } }],
  ['M7.14: an outlet that has closed', 'outlet-unfit', { given: { outlet: { ...outlet, closedOn: today } } }],
  [
    'M7.14: instant issue where there is none',
    'outlet-unfit',
    { given: { instantOutlet: { ...outlet, instantIssue: false } }, when: { instantOutletId: 'o' } },
  ],
  ['M8.7: no ground', 'ground-missing', { given: { grounds: [] } }],
  ['M8.7: a ground that has ended', 'ground-missing', { given: { grounds: [{ ...ground, status: 'ended' }] } }],
  ['M8.4: a minor alone', 'guardian-required', { given: { person: minor } }],
  [
    'M8.4: a minor by a proxy',
    'guardian-required',
    { given: { person: minor }, by: { ...guardian, standing: { represents: ['apply-for-card'] } } },
  ],
  ['M8.4: a child without recorded consent', 'guardian-consent-required', { given: { person: minor }, by: guardian }],
  [
    'M8.4: a minor’s card by post',
    'delivery-unfit',
    { given: { person: minor }, when: { guardianConsent: '1', delivery: 'post', outletId: null }, by: guardian },
  ],
  [
    'M4.3: a name that does not fit the chip',
    'name-not-on-chip',
    { given: { person: { ...person, nameOnChip: 'needs-clerk' } } },
  ],
  ['M4.4: no photo', 'photo-required', { given: { photo: undefined } }],
  [
    'M4.4: an old photo',
    'photo-too-old',
    { given: { photo: { ...photo, addedAt: '2025-09-02T00:00:00.000Z' as Instant } } },
  ],
  [
    'M12.3: a promise into a year without a calendar',
    'working-days-unknown',
    {
      given: { cards: [card], photo: { ...photo, addedAt: '2026-12-01T00:00:00.000Z' as Instant } },
      when: exchange,
      by: { today: '2026-12-29' as Day, now: '2026-12-29T02:00:00.000Z' as Instant },
    },
  ],
]

for (const [title, code, given] of refused) {
  test(`${title} is refused: ${code}`, () => {
    const decision = decide(given)
    assert.ok(!decision.accepted, 'accepted')
    assert.equal(decision.code, code)
  })
}

const accepted: [string, string, Case, Partial<Application>][] = [
  [
    'M8.8: a first issue on line has thirty calendar days',
    '2026-04-01',
    {},
    { channel: 'online', replaces: null, groundId: 'g' },
  ],
  [
    'M7.6: an exchange has four working days',
    '2026-03-06',
    { given: { cards: [card] }, when: exchange },
    { replaces: 'c1' },
  ],
  [
    'M7.5: a re-issue follows the lost card',
    '2026-03-06',
    { given: { cards: [lost] }, when: { kind: 'reissue', reason: 'loss' } },
    { replaces: 'c1', kind: 'reissue' },
  ],
  [
    'M2.10: an older card is upgraded',
    '2026-03-06',
    { given: { cards: [{ ...card, generation: 2 }] }, when: { kind: 'renewal', reason: 'generation-upgrade' } },
    { kind: 'renewal' },
  ],
  [
    'M4.5: the register has changed, the exchange follows',
    '2026-03-06',
    {
      given: {
        cards: [card],
        person: { ...person, printedChange: { at: '2026-02-01T00:00:00.000Z' as Instant, items: ['name'] } },
      },
      when: { kind: 'exchange', reason: 'printed-change' },
    },
    { reason: 'printed-change' },
  ],
  [
    'M8.8: an instant outlet hands the card over on the spot',
    '2026-03-02',
    { given: { instantOutlet: outlet }, when: { instantOutletId: 'o', outletId: null } },
    { channel: 'instant' },
  ],
  [
    'M8.4: a guardian applies for a child that needs no photo',
    '2026-04-01',
    {
      given: { person: { ...minor, birthOn: '2025-12-01' as Day }, photo: undefined },
      when: { guardianConsent: 'v1' },
      by: guardian,
    },
    { applicant: { as: 'guardian', personId: 'm' }, photoId: null },
  ],
  [
    'M8.6: in a group without collection by the employer the bank is free',
    '2026-04-01',
    { given: { group: { ...group, bankIds: ['x'], collection: 'person' } } },
    { groupId: 'grp' },
  ],
  [
    'M8.2: one ground is enough, the held one counts',
    '2026-04-01',
    { given: { grounds: [{ ...ground, groundId: 'old', status: 'ended' }, ground] } },
    { groundId: 'g' },
  ],
  [
    'M4.4: a photo is fresh until the day it is six months old',
    '2026-04-01',
    { given: { photo: { ...photo, addedAt: '2025-09-03T00:00:00.000Z' as Instant } } },
    { photoId: 'photo' },
  ],
]

for (const [title, promisedOn, given, expected] of accepted) {
  test(title, () => {
    const decision = decide(given)
    assert.ok(decision.accepted, JSON.stringify(decision))
    assert.deepEqual(
      decision.events.map(({ name }) => name),
      ['application-submitted', 'application-accepted'],
    )
    assert.equal(decision.answer.promisedOn, promisedOn)
    const submitted = decision.events[0]?.data as Partial<Application>
    for (const [key, value] of Object.entries(expected)) assert.deepEqual(submitted[key as keyof Application], value)
  })
}

const reviewed: [string, Case][] = [
  ['M8.2: a ground under review', { given: { grounds: [{ ...ground, status: 'under-review' }] } }],
  [
    'M7.6: a closed account that nobody has seen a paper for',
    {
      given: { cards: [{ ...card, bankId: 'old' }] },
      when: { kind: 'exchange', reason: 'bank-change', oldAccountClosed: true },
    },
  ],
  [
    'M14.3: three losses within twelve months',
    {
      given: {
        cards: [
          lost,
          { ...lost, cardId: 'c2', social: 'cancelled', replaces: null } as Card,
          { ...lost, cardId: 'c3', social: 'cancelled', replaces: null } as Card,
        ],
      },
      when: { kind: 'reissue', reason: 'loss' },
    },
  ],
]

for (const [title, given] of reviewed) {
  test(`${title} waits for an officer and has no promise yet`, () => {
    const decision = decide(given)
    assert.ok(decision.accepted, JSON.stringify(decision))
    assert.deepEqual(
      decision.events.map(({ name }) => name),
      ['application-submitted'],
    )
    assert.deepEqual([decision.answer.status, decision.answer.promisedOn], ['submitted', null])
  })
}

test('M7.1: the command is the same for every channel, which follows from who sends it', () => {
  const channelFor = (role: DecisionContext['actor']['role']) => {
    const by = {
      actor: { id: 'x', role, organisationId: 'o' },
      standing: { visit: { visitId: 'v', presenter: 'holder' as const, presenterId: 'p' } },
    }
    const decision = decide({ by })
    assert.ok(decision.accepted)
    const [submitted] = decision.events
    assert.ok(submitted?.name === 'application-submitted')
    return submitted.data.channel
  }
  assert.equal(channelFor('bank-clerk'), 'bank-counter')
  assert.equal(channelFor('bank-supervisor'), 'bank-counter')
  assert.equal(channelFor('district-officer'), 'district-point')
  assert.equal(channelFor('bureau-officer'), 'district-point')
})

test('M8.7: the refusal names the office that vouched before and where to object', () => {
  const decision = decide({ given: { grounds: [{ ...ground, kind: 'disability', status: 'ended' }] } })
  assert.ok(!decision.accepted)
  assert.deepEqual(decision.detail, { offices: '市残疾人联合会', hotline: '96066' })
})

import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import fc from 'fast-check'
import type { Actor } from '../access/actor.ts'
import { addDays, type Day, type Instant } from '../calendar/instant.ts'
import type { RefusalCode } from '../refusal/catalogue.ts'
import type { Agreement } from './agreement.ts'
import {
  applicationMay,
  applicationTransitions,
  type CardApplication,
  type CardApplicationEvent,
  type CardApplicationEventName,
  cardApplicationEvent,
  cardApplicationStates,
  evolveCardApplication,
} from './card-application.ts'
import type { CatalogueEntry } from './catalogue-entry.ts'
import { approveSanction, endSanction, proposeSanction } from './decide-sanction.ts'
import { catalogueFrom, firstServices } from './first-services.ts'
import { judgeUse } from './judge-use.ts'
import { type LoadService, loadService, type ServiceOnCard } from './load-service.ts'
import {
  activateApplication,
  expireApplication,
  removeApplication,
  resumeApplication,
  suspendApplication,
} from './move-application.ts'
import { evolveSanction, type Sanction, type SanctionEvent } from './sanction.ts'

const now = '2026-11-23T02:00:00.000Z' as Instant
const today = '2026-11-23' as Day
const key = { personId: 'p-1', cardId: 'c-1', serviceId: 'park-annual-ticket' }

const as = (role: Actor['role'], more: Partial<Actor> = {}): Actor => ({
  ...{ id: `${role}-1`, role, organisationId: 'somewhere' },
  ...more,
})
const citizen = as('citizen', { personId: 'p-1' })
const fees = new Map([['park.annual-ticket.price', 10_000]])
const contextOf = (actor: Actor) => ({
  ...{ actor, now, today, newId: () => 's-1' },
  policy: { number: (name: string) => fees.get(name) ?? Number.NaN, text: () => '', flag: () => false },
})

const entryOf = (serviceId: string): CatalogueEntry => {
  const entry = firstServices[serviceId]
  assert.ok(entry !== undefined)
  return { serviceId, ...entry, from: catalogueFrom, until: null, ownCard: null, publishedBy: 'system' }
}

function on(
  serviceId: string,
  change: Partial<ServiceOnCard['facts']> = {},
  application?: CardApplication,
): ServiceOnCard {
  const facts: ServiceOnCard['facts'] = {
    person: { personId: 'p-1', birthOn: '1950-05-05' as Day, lifeStatus: 'alive', district: '110101' as never },
    card: {
      ...{ cardId: 'c-1', bankId: 'bank-1', social: 'enabled', expiresOn: null },
      ...{ socialLostAt: null, cancelReason: null, cancelledAt: null },
    },
    grounds: [],
    applications: application === undefined ? [] : [application],
    ...change,
  }
  return { facts, service: entryOf(serviceId), application }
}

const bought: LoadService = { medium: 'card', paymentReference: 'R-1', faceToFaceBy: null, activate: true }

const refusedWith = (decision: { readonly accepted: boolean }, code: RefusalCode) =>
  assert.equal('code' in decision ? decision.code : 'accepted', code)

const fold = (
  decision: { readonly accepted: boolean; readonly events?: readonly unknown[] },
  before?: CardApplication,
): CardApplication => {
  assert.ok(decision.accepted, JSON.stringify(decision))
  const events = (decision.events as readonly CardApplicationEvent[]).filter(
    ({ stream }) => stream === 'card-application',
  )
  const after = events.reduce<CardApplication | undefined>(
    (state, event) => evolveCardApplication(state, event, now),
    before,
  )
  assert.ok(after !== undefined)
  return after
}

suite('M5.3: the state of a service on a card', () => {
  const data = {
    'application-loaded': { from: today, until: null, loadedBy: 'o-1', paymentReference: null, faceToFaceBy: null },
    'application-activated': {},
    'application-suspended': { reason: 'debt', reference: 'D-1', until: null, from: today },
    'application-resumed': {},
    'application-expired': {},
    'application-removed': { reason: 'holder' },
  } as const
  const names = Object.keys(applicationTransitions) as CardApplicationEventName[]
  const event = (name: CardApplicationEventName) => cardApplicationEvent(key, name, data[name] as never)

  test('M5.3: the table is what happens, for every state and every event', () => {
    const table: Record<string, Partial<Record<CardApplicationEventName, CardApplication['state']>>> = {
      none: { 'application-loaded': 'loaded', 'application-suspended': 'suspended' },
      loaded: { 'application-activated': 'active', 'application-expired': 'expired', 'application-removed': 'removed' },
      active: {
        'application-suspended': 'suspended',
        'application-expired': 'expired',
        'application-removed': 'removed',
      },
      suspended: {
        ...{ 'application-suspended': 'suspended', 'application-resumed': 'active', 'application-expired': 'expired' },
      },
      expired: { 'application-loaded': 'loaded', 'application-removed': 'removed' },
      removed: { 'application-loaded': 'loaded' },
    }
    for (const state of [undefined, ...cardApplicationStates]) {
      const before: CardApplication | undefined =
        state === undefined
          ? undefined
          : { ...key, state, stateSince: now, from: today, until: null, loadedBy: null, suspension: null }
      for (const name of names) {
        const to = table[state ?? 'none']?.[name]
        assert.equal(applicationMay(state, name), to !== undefined, `${name} of ${state}`)
        if (to === undefined) assert.throws(() => evolveCardApplication(before, event(name), now))
        else assert.equal(evolveCardApplication(before, event(name), now).state, to)
      }
    }
  })

  test('M5.3: a suspension is there exactly while the state is suspended, whatever happens in which order', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...names), { maxLength: 30 }), (wished) => {
        let state: CardApplication | undefined
        for (const name of wished) {
          if (!applicationMay(state?.state, name)) continue
          state = evolveCardApplication(state, event(name), now)
          assert.equal(state.suspension !== null, state.state === 'suspended')
          assert.deepEqual([state.personId, state.cardId, state.serviceId], ['p-1', 'c-1', 'park-annual-ticket'])
        }
      }),
    )
  })
})

suite('M5.4: loading a service', () => {
  const load = (
    where: ServiceOnCard,
    actor: Actor,
    change: Partial<LoadService> = {},
    agreements = [contract('park-annual-ticket', 'park-1')],
  ) => loadService(where, agreements, { ...bought, ...change }, contextOf(actor))
  const clerk = as('bank-clerk', { bankId: 'bank-2', officeId: 'outlet-1' })
  const issuing = as('bank-clerk', { bankId: 'bank-1', officeId: 'outlet-2' })
  const point = as('institution', { officeId: 'transit-operator' })
  const park = as('institution', { officeId: 'park-1' })
  const contract = (serviceId: string, institutionId = 'transit-operator'): Agreement => ({
    ...{ agreementId: 'a-1', institutionId, serviceId, personal: [], facts: [], legalBasis: 'x' },
    ...{ from: catalogueFrom, until: null, status: 'in-force', proposedBy: 's' },
  })

  test('M5.4: the annual ticket of the parks loads on the physical card only', () => {
    refusedWith(load(on('park-annual-ticket'), park, { medium: 'e-card' }), 'physical-card-only')
    const ticket = fold(load(on('park-annual-ticket'), park))
    assert.deepEqual(
      [ticket.state, ticket.from, ticket.until, ticket.loadedBy],
      ['active', today, addDays(today, 364), 'park-1'],
    )
    const used = (carrier: 'contactless-chip' | 'e-card') =>
      judgeUse(entryOf('park-annual-ticket'), on('park-annual-ticket', {}, ticket).facts, carrier, now)
    assert.deepEqual(used('contactless-chip'), { usable: true })
    assert.deepEqual(used('e-card'), { usable: false, reason: 'carrier-not-allowed' })
  })

  test('M5.4: suburban rail is opened at the bank of the card or at a transit point, nowhere else', () => {
    const rail = on('suburban-rail')
    refusedWith(load(rail, clerk), 'loading-place-unfit')
    refusedWith(load(rail, citizen), 'loading-place-unfit')
    refusedWith(load(rail, as('district-officer')), 'loading-place-unfit')
    refusedWith(load(rail, point), 'institution-out-of-contract')
    refusedWith(load(rail, point, {}, [contract('metro')]), 'institution-out-of-contract')
    refusedWith(
      load(rail, point, {}, [{ ...contract('suburban-rail'), status: 'proposed' }]),
      'institution-out-of-contract',
    )
    assert.equal(fold(load(rail, point, {}, [contract('suburban-rail')])).state, 'active')
    assert.equal(fold(load(rail, issuing)).state, 'active')
  })

  test('M5.6: who does not meet the condition is refused with the reason in words', () => {
    const young = on('elderly-care', {
      person: { personId: 'p-1', birthOn: '2000-01-01' as Day, lifeStatus: 'alive', district: '110101' as never },
    })
    const refused = load(young, citizen)
    assert.ok(!refused.accepted && refused.code === 'not-entitled')
    assert.equal(refused.detail?.['reason'], 'not-entitled-age')
    assert.equal(refused.detail?.['zh'], '年龄不符合条件')
    const entitled = on('elderly-care', {
      grounds: [{ kind: 'elderly', status: 'held', since: '2020-01-01' as Day, endedOn: null }],
    })
    assert.equal(fold(load(entitled, citizen)).until, null)
  })

  test('M5.3: a card that is lost or not enabled takes no service', () => {
    const card = { ...on('suburban-rail').facts.card, social: 'suspended-provisional', socialLostAt: now } as const
    const refused = load(on('suburban-rail', { card }), issuing)
    assert.ok(
      !refused.accepted && refused.code === 'card-unfit-for-service' && refused.detail?.['reason'] === 'card-lost',
    )
    const pending = { ...card, social: 'pending-enable', socialLostAt: null } as const
    refusedWith(load(on('suburban-rail', { card: pending }), issuing), 'card-unfit-for-service')
  })

  test('M5.4: a fee is paid before, a service that every card has is not loaded, nothing is loaded twice', () => {
    refusedWith(load(on('park-annual-ticket'), park, { paymentReference: null }), 'service-fee-unpaid')
    refusedWith(load(on('park-annual-ticket'), clerk), 'loading-place-unfit')
    refusedWith(load(on('metro'), issuing), 'service-needs-no-loading')
    const ticket = fold(load(on('park-annual-ticket'), park))
    refusedWith(load(on('park-annual-ticket', {}, ticket), park), 'application-state-unfit')
    const ended = { ...on('suburban-rail'), service: { ...entryOf('suburban-rail'), until: '2026-11-22' as Day } }
    refusedWith(load(ended, issuing), 'service-not-in-catalogue')
    const closing = {
      ...on('park-annual-ticket'),
      service: { ...entryOf('park-annual-ticket'), until: '2026-12-01' as Day },
    }
    assert.equal(fold(load(closing, park)).until, '2026-12-01')
  })

  test('M5.3: loaded is not active: the gate stays closed until it is activated', () => {
    const loaded = fold(load(on('park-annual-ticket'), park, { activate: false }))
    const where = on('park-annual-ticket', {}, loaded)
    const judged = judgeUse(where.service, where.facts, 'contactless-chip', now)
    assert.deepEqual(judged, { usable: false, reason: 'application-not-loaded' })
    assert.equal(fold(activateApplication(where, { now, today }), loaded).state, 'active')
    refusedWith(activateApplication(on('park-annual-ticket'), { now, today }), 'application-state-unfit')
  })
})

suite('M5.3: suspending, resuming, removing, running out', () => {
  const holderAsks = { reason: 'holder-request', reference: '本人要求', until: null } as const
  const rail = () =>
    fold(loadService(on('suburban-rail'), [], bought, contextOf(as('bank-clerk', { bankId: 'bank-1' }))))

  test('M5.3: a holder suspends for himself and takes it back; reasons of others are theirs', () => {
    const active = rail()
    const where = on('suburban-rail', {}, active)
    refusedWith(
      suspendApplication(where, { ...holderAsks, reason: 'debt' }, contextOf(citizen)),
      'suspension-of-others',
    )
    const suspended = fold(suspendApplication(where, holderAsks, contextOf(citizen)), active)
    assert.equal(
      fold(resumeApplication(on('suburban-rail', {}, suspended), contextOf(citizen)), suspended).state,
      'active',
    )
    const department = as('department-user')
    const debt = fold(suspendApplication(where, { ...holderAsks, reason: 'debt' }, contextOf(department)), active)
    refusedWith(resumeApplication(on('suburban-rail', {}, debt), contextOf(citizen)), 'suspension-of-others')
    refusedWith(removeApplication(on('suburban-rail', {}, debt), { reason: '不用了' }), 'application-state-unfit')
    assert.equal(fold(resumeApplication(on('suburban-rail', {}, debt), contextOf(department)), debt).state, 'active')
  })

  test('M1.3: what brings a benefit to its holder is never suspended through the card', () => {
    for (const serviceId of [
      'benefit-receipt',
      'finance-subsidy',
      'disability-subsidy',
      'education-aid',
      'elderly-care',
    ]) {
      const refused = suspendApplication(
        on(serviceId),
        { ...holderAsks, reason: 'misuse' },
        contextOf(as('bureau-officer')),
      )
      refusedWith(refused, 'benefit-not-suspended')
    }
  })

  test('M14.7: use that came before a suspension stands, also when it is told after it', () => {
    const before = '2026-11-23T01:59:59.999Z' as Instant
    const suspended = fold(suspendApplication(on('metro'), holderAsks, contextOf(citizen)))
    const { facts, service } = on('metro', {}, suspended)
    assert.deepEqual(judgeUse(service, facts, 'contactless-chip', before), { usable: true })
    const later = judgeUse(service, facts, 'contactless-chip', now)
    assert.deepEqual(later, { usable: false, reason: 'application-suspended' })
  })

  test('M5.3: what has run out ends on the day after its last', () => {
    const ticket = { ...rail(), until: today }
    refusedWith(expireApplication(ticket, { today }), 'application-not-due')
    assert.equal(fold(expireApplication(ticket, { today: addDays(today, 1) }), ticket).state, 'expired')
    const resting = fold(suspendApplication(on('metro'), { ...holderAsks, until: today }, contextOf(citizen)))
    refusedWith(expireApplication(resting, { today }), 'application-not-due')
    assert.equal(fold(expireApplication(resting, { today: addDays(today, 1) }), resting).state, 'active')
    refusedWith(expireApplication(undefined, { today }), 'not-found')
  })
})

suite('M5.3, M17.5: a penalty of the medical insurance', () => {
  const first = as('department-user')
  const second = as('department-user', { id: 'department-user-2' })
  const until = '2027-05-31' as Day
  const foldSanction = (
    decision: { readonly accepted: boolean; readonly events?: readonly unknown[] },
    before?: Sanction,
  ) => {
    assert.ok(decision.accepted, JSON.stringify(decision))
    const events = (decision.events as readonly SanctionEvent[]).filter(({ stream }) => stream === 'sanction')
    return events.reduce<Sanction | undefined>((state, event) => evolveSanction(state, event, now), before) as Sanction
  }
  const wish = { reference: '医保处〔2026〕7号', until }
  const proposed = () => foldSanction(proposeSanction({ personId: 'p-1', open: [] }, wish, contextOf(first)))
  const where = { cardId: 'c-1', serviceFrom: catalogueFrom }
  const insured = [{ kind: 'employee-medical', status: 'held', since: '2020-01-01' as Day, endedOn: null }] as const

  test('M17.5: two people decide it, and it follows the person onto the next card', () => {
    const sanction = proposed()
    refusedWith(approveSanction(sanction, where, contextOf(first)), 'same-person-twice')
    refusedWith(approveSanction(sanction, { ...where, cardId: undefined }, contextOf(second)), 'sanction-without-card')
    const approved = approveSanction(sanction, where, contextOf(second))
    const row = fold(approved)
    assert.deepEqual(row.suspension, { reason: 'sanction', reference: '医保处〔2026〕7号', until })
    const settle = (cardId: string, at: string) => {
      const { facts, service } = on('medical-settlement', { grounds: insured, applications: [row] })
      return judgeUse(service, { ...facts, card: { ...facts.card, cardId } }, 'contact-chip', at as Instant).usable
    }
    assert.equal(settle('c-1', now), false)
    assert.equal(settle('c-2', now), false)
    assert.equal(settle('c-2', '2027-05-31T15:59:59.999Z'), false)
    assert.equal(settle('c-2', '2027-05-31T16:00:00.000Z'), true)
    refusedWith(resumeApplication(on('medical-settlement', {}, row), contextOf(first)), 'suspension-of-others')
    const inForce = foldSanction(approved, sanction)
    assert.equal(inForce.cardId, 'c-1')
    assert.equal(fold(endSanction(inForce, row, { reason: '撤销' }), row).state, 'active')
    refusedWith(endSanction({ ...inForce, status: 'ended' }, row, { reason: '-' }), 'sanction-ended')
  })

  test('M1.3: it closes settlement by card and nothing else', () => {
    const row = fold(approveSanction(proposed(), where, contextOf(second)))
    for (const serviceId of Object.keys(firstServices).filter((id) => id !== 'medical-settlement')) {
      const { facts, service } = on(serviceId, { grounds: insured, applications: [row] })
      const judged = judgeUse(service, facts, service.carriers[0] ?? 'number', now)
      assert.notEqual('reason' in judged ? judged.reason : '', 'application-suspended', serviceId)
    }
  })

  test('M5.3: one at a time, for a day that lies ahead', () => {
    const open = [proposed()]
    refusedWith(proposeSanction({ personId: 'p-1', open }, wish, contextOf(first)), 'sanction-exists')
    refusedWith(
      proposeSanction({ personId: 'p-1', open: [] }, { ...wish, until: today }, contextOf(first)),
      'suspension-end-past',
    )
    refusedWith(proposeSanction({ personId: undefined, open: [] }, wish, contextOf(first)), 'person-unknown')
  })
})

import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import type { Actor } from '../access/actor.ts'
import { organisationSeed } from '../access/organisation-seed.ts'
import { personalFields } from '../access/personal-field.ts'
import type { Day } from '../calendar/instant.ts'
import type { RefusalCode } from '../refusal/catalogue.ts'
import { agreementHolds, evolveAgreement, type SignedAgreement } from './agreement.ts'
import { type CardService, releasableFacts, serviceFields } from './card-service.ts'
import { type CatalogueEntry, evolveCatalogue } from './catalogue-entry.ts'
import { conditionProblem } from './check-condition.ts'
import type { Condition } from './condition.ts'
import { conditionWords } from './condition-words.ts'
import { endService } from './end-service.ts'
import { catalogueFrom, firstServices } from './first-services.ts'
import type { Institution } from './institution.ts'
import { type ProposeAgreement, proposeAgreement } from './propose-agreement.ts'
import { carriersFor, publishService } from './publish-service.ts'
import { institutionUnfit } from './register-institution.ts'
import { endAgreement, signAgreement } from './sign-agreement.ts'

const today = '2026-11-23' as Day
const department: Actor = { id: 'd-1', role: 'department-user', organisationId: 'culture-tourism' }
const second: Actor = { ...department, id: 'd-2', otherAccounts: ['d-3'] }
const context = { actor: department, today, newId: () => 'a-1' }

const catalogue = new Map<string, CatalogueEntry>(
  Object.entries(firstServices).map(([serviceId, entry]) => [
    serviceId,
    { serviceId, ...entry, from: catalogueFrom, until: null, ownCard: null, publishedBy: 'system' },
  ]),
)
const entryOf = (serviceId: string) => catalogue.get(serviceId) as CatalogueEntry

const refusedWith = (decision: { readonly accepted: boolean }, code: RefusalCode) =>
  assert.equal('code' in decision ? decision.code : 'accepted', code)

suite('M5.1: the catalogue as it is shipped', () => {
  test('M5.1: every field of Article 5 has entries, every body of Article 6 owns one', () => {
    const fields = new Set(Object.values(firstServices).map(({ field }) => field))
    assert.deepEqual([...fields].sort(), Object.keys(serviceFields).sort())
    assert.equal(Object.keys(serviceFields).length, 8)
    const owners = new Set(Object.values(firstServices).map(({ organisationId }) => organisationId))
    assert.deepEqual([...owners].sort(), organisationSeed.map(({ organisationId }) => organisationId).sort())
  })

  test('M5.1, M5.2: each entry passes the rules by which a department publishes one', () => {
    for (const [serviceId, entry] of Object.entries(firstServices)) {
      const others = new Map([...catalogue].filter(([id]) => id !== serviceId))
      const wish = { serviceId, ...entry, from: catalogueFrom, until: null }
      const decision = publishService(others, true, wish, context)
      assert.ok(decision.accepted, `${serviceId}: ${'code' in decision ? decision.code : ''}`)
      const [event] = decision.events
      assert.ok(event !== undefined)
      assert.deepEqual(evolveCatalogue(undefined, event), { ...entryOf(serviceId), publishedBy: 'd-1' })
    }
  })

  test('M5.4: the annual ticket of the parks has no e-card, suburban rail names the issuing bank and transit points alone', () => {
    assert.ok(!entryOf('park-annual-ticket').carriers.includes('e-card'))
    assert.ok(!entryOf('park-annual-ticket').carriers.includes('number'))
    assert.deepEqual(entryOf('suburban-rail').loadedAt, ['issuing-bank', 'service-point'])
  })
})

suite('M5.2, M16.4: a new entry', () => {
  const { ownCard: _, publishedBy: __, ...library } = entryOf('library')
  const reading: CardService = {
    ...library,
    serviceId: 'reading-room',
    name: { zh: '阅览室', en: 'reading room' },
    from: today,
  }

  test('M5.2: is published without any change of a program, once, by a body that exists', () => {
    assert.ok(publishService(catalogue, true, reading, context).accepted)
    refusedWith(publishService(catalogue, true, { ...reading, serviceId: 'library' }, context), 'service-exists')
    refusedWith(publishService(catalogue, false, reading, context), 'organisation-unknown')
    refusedWith(publishService(catalogue, true, { ...reading, until: '2026-01-01' as Day }, context), 'period-reversed')
    refusedWith(
      publishService(catalogue, true, { ...reading, feeKey: 'fee.of.nothing' }, context),
      'service-fee-unknown',
    )
  })

  test('M5.1: loading and places agree', () => {
    const loose: CardService = { ...reading, loading: 'explicit', loadedAt: [] }
    refusedWith(publishService(catalogue, true, loose, context), 'service-loading-unfit')
    refusedWith(publishService(catalogue, true, { ...reading, loadedAt: ['online'] }, context), 'service-loading-unfit')
    refusedWith(publishService(catalogue, true, { ...reading, holdsDays: 5 }, context), 'service-loading-unfit')
  })

  test('M16.4: a card of its own is held against what the field has, and needs a recorded reason', () => {
    const shown = carriersFor(catalogue.values(), 'culture', today).map(({ serviceId }) => serviceId)
    assert.deepEqual(shown, ['library', 'museum'])
    const wish = (ownCard: object) => publishService(catalogue, true, { ...reading, ownCard }, context)
    refusedWith(wish({ reason: '需要单独的卡' }), 'carriers-not-considered')
    refusedWith(wish({ reason: '需要单独的卡', considered: ['library'] }), 'carriers-not-considered')
    refusedWith(wish({ considered: shown }), 'own-card-reason-missing')
    refusedWith(wish({ considered: shown, reason: '   ' }), 'own-card-reason-missing')
    const decision = wish({ considered: shown, reason: '馆藏珍本须另行登记' })
    assert.ok(decision.accepted)
    const [event] = decision.events
    assert.ok(event?.name === 'service-published')
    assert.deepEqual(event.data.ownCard, { considered: shown, reason: '馆藏珍本须另行登记' })
  })

  test('M16.4: what has ended is no carrier that would have to be considered', () => {
    const ended = new Map(catalogue).set('museum', { ...entryOf('museum'), until: '2026-11-22' as Day })
    const wish = { ...reading, ownCard: { reason: '理由', considered: ['library'] } }
    assert.ok(publishService(ended, true, wish, context).accepted)
  })

  test('M5.1: an entry ends today at the earliest and stays where it was', () => {
    const ended = endService(entryOf('museum'), { until: '2026-12-31' as Day, reason: '改由新项目' }, context)
    assert.ok(ended.accepted)
    const [event] = ended.events
    assert.ok(event !== undefined)
    const after = evolveCatalogue(entryOf('museum'), event)
    assert.deepEqual(after, { ...entryOf('museum'), until: '2026-12-31' })
    refusedWith(endService(entryOf('museum'), { until: '2026-11-22' as Day, reason: '-' }, context), 'service-end-past')
    refusedWith(
      endService({ ...after, until: '2026-11-22' as Day }, { until: today, reason: '-' }, context),
      'service-ended',
    )
    refusedWith(endService(undefined, { until: today, reason: '-' }, context), 'not-found')
  })
})

suite('M5.1: conditions', () => {
  const known = (serviceId: string) => catalogue.has(serviceId)
  const nameOf = (serviceId: string) => entryOf(serviceId).name

  test('M5.1: what cannot be judged or explained is no condition', () => {
    const deep = { not: { not: { not: { not: { residence: 'city' } } } } } as Condition
    const cases: readonly (readonly [Condition, ReturnType<typeof conditionProblem>])[] = [
      [{ all: [] }, undefined],
      [{ any: [] }, 'any'],
      [{ age: {} }, 'age'],
      [{ age: { from: 60, below: 60 } }, 'age'],
      [{ age: { from: 60, below: 70 } }, undefined],
      [{ ground: [] }, 'ground'],
      [{ ticket: 'nothing' }, 'ticket'],
      [{ not: { ticket: 'elderly-care' } }, undefined],
      [deep, 'too-deep'],
      [{ all: Array.from({ length: 24 }, () => ({ residence: 'city' as const })) }, 'too-long'],
    ]
    for (const [condition, problem] of cases) assert.equal(conditionProblem(condition, known), problem)
  })

  test('M5.6, M12.1: a condition reads the same in both languages, and "and" never mixes with "or" unseen', () => {
    assert.deepEqual(conditionWords({ all: [] }, nameOf), {
      zh: '持有已启用的社会保障卡即可',
      en: 'every enabled social security card',
    })
    assert.deepEqual(conditionWords(entryOf('elderly-care').condition, nameOf), {
      zh: '在本市居住，并且（（年满60周岁，并且已登记养老助老待遇），或者已登记助残待遇）',
      en: 'resident of the city and ((aged 60 or over and on record: benefits for the elderly) or on record: benefits for the disabled)',
    })
    assert.deepEqual(conditionWords({ not: { age: { below: 18 } } }, nameOf), {
      zh: '不属于以下情形：未满18周岁',
      en: 'not: under 18 years of age',
    })
    assert.equal(conditionWords({ ticket: 'elderly-care' }, nameOf).zh, '卡上已加载养老助残优待')
  })
})

suite('M5.2, M5.8: institutions and agreements', () => {
  const library: Institution = {
    ...{ institutionId: 'library-1', kind: 'library', organisationId: 'culture-tourism', district: '110101' },
    ...{ name: { zh: '图书馆', en: 'library' }, grade: null, community: false },
    ...{ validFrom: catalogueFrom, validUntil: null },
  }
  const wish: ProposeAgreement = {
    ...{ institutionId: 'library-1', serviceId: 'library', personal: ['name'], facts: [] },
    ...{ legalBasis: '合作协议 2026-1 号', from: today, until: null },
  }
  const propose = (change: Partial<ProposeAgreement> = {}, others: readonly SignedAgreement[] = []) => {
    const service = catalogue.get(change.serviceId ?? wish.serviceId)
    return proposeAgreement({ institution: library, service, others }, { ...wish, ...change }, context)
  }
  const proposed = (): SignedAgreement => {
    const decision = propose()
    assert.ok(decision.accepted)
    const [event] = decision.events
    assert.ok(event !== undefined)
    return evolveAgreement(undefined, event)
  }

  test('M5.2: hospitals have a grade, nobody else has', () => {
    assert.equal(institutionUnfit(library), undefined)
    assert.ok(institutionUnfit({ ...library, grade: 3 }))
    assert.ok(institutionUnfit({ ...library, community: true }))
    assert.ok(institutionUnfit({ ...library, district: '310101' }))
    assert.ok(institutionUnfit({ ...library, kind: 'hospital' }))
    assert.equal(institutionUnfit({ ...library, kind: 'hospital', grade: 1, community: true }), undefined)
  })

  test('M2.9, M5.2: an agreement asks for no more than its service tells', () => {
    refusedWith(propose({ personal: ['name', 'phone'] }), 'agreement-too-wide')
    refusedWith(propose({ facts: ['age-band'] }), 'agreement-too-wide')
    assert.ok(propose({ personal: [] }).accepted)
    refusedWith(propose({}, [proposed()]), 'agreement-exists')
    refusedWith(propose({ serviceId: 'nothing' }), 'service-not-in-catalogue')
    refusedWith(propose({ until: '2026-01-01' as Day }), 'period-reversed')
    refusedWith(propose({ from: '2020-01-01' as Day }), 'agreement-outside-service')
    const gone = {
      institution: { ...library, validUntil: '2026-11-22' as Day },
      service: entryOf('library'),
      others: [],
    }
    refusedWith(proposeAgreement(gone, wish, context), 'institution-unknown')
  })

  test('M5.8: a credit service rests on an article of a law', () => {
    const credit = (legalBasis: string) => propose({ serviceId: 'credit-service', legalBasis })
    for (const basis of ['合作协议', '《征信业管理条例》', 'Personal Information Protection Law', '依法办理']) {
      refusedWith(credit(basis), 'legal-basis-missing')
    }
    assert.ok(credit('《征信业管理条例》第十三条').accepted)
    assert.ok(credit('Personal Information Protection Law art. 13').accepted)
  })

  test('M5.8: nothing that could be told is a score', () => {
    for (const field of [...personalFields, ...releasableFacts])
      assert.doesNotMatch(field, /score|credit|rating|grade/i)
    assert.deepEqual(entryOf('credit-service').facts, [])
  })

  test('M17.5: a second person signs, and before nothing holds', () => {
    const agreement = proposed()
    assert.ok(!agreementHolds(agreement, today))
    refusedWith(signAgreement(agreement, context), 'same-person-twice')
    refusedWith(signAgreement({ ...agreement, proposedBy: 'd-3' }, { actor: second, today }), 'same-person-twice')
    const signed = signAgreement(agreement, { actor: second, today })
    assert.ok(signed.accepted)
    const [event] = signed.events
    assert.ok(event !== undefined)
    const inForce = evolveAgreement(agreement, event)
    assert.equal(inForce.signedBy, 'd-2')
    assert.ok(agreementHolds(inForce, today))
    refusedWith(signAgreement(inForce, { actor: second, today }), 'agreement-not-proposed')
    const ended = endAgreement(inForce, { reason: '到期' }, { today })
    assert.ok(ended.accepted)
    const [end] = ended.events
    assert.ok(end !== undefined)
    const over = evolveAgreement(inForce, end)
    assert.ok(!agreementHolds(over, today))
    refusedWith(endAgreement(over, { reason: '-' }, { today }), 'agreement-ended')
  })
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Actor } from '@yika/core/access/actor.ts'
import { organisationSeed } from '@yika/core/access/organisation-seed.ts'
import type { Instant } from '@yika/core/calendar/instant.ts'
import { evolveAgreement } from '@yika/core/service/agreement.ts'
import { serviceFields } from '@yika/core/service/card-service.ts'
import { evolveCatalogue } from '@yika/core/service/catalogue-entry.ts'
import * as schema from '@yika/core/service/catalogue-schema.ts'
import { firstServices } from '@yika/core/service/first-services.ts'
import { evolveInstitution } from '@yika/core/service/institution.ts'
import { accessCommands } from '../src/access/commands.ts'
import { seedOrganisations } from '../src/access/seed-organisations.ts'
import { catalogueCommands } from '../src/service/catalogue-commands.ts'
import { agreementsOf, allServices, institutionById, serviceById } from '../src/service/catalogue-store.ts'
import { loadSampleInstitutions } from '../src/service/load-sample-institutions.ts'
import { sampleInstitutions } from '../src/service/sample-institutions.ts'
import { seedServices } from '../src/service/seed-services.ts'
import { holderOf, officer } from './given-card.ts'
import { ofDepartment, serviceWorld } from './service-world.ts'
import { testKernel } from './test-kernel.ts'
import { testServer } from './test-server.ts'

const culture = ofDepartment('culture-tourism')
const colleague = ofDepartment('culture-tourism', 'culture-tourism-2')

const readingRoom = {
  ...{ serviceId: 'reading-room', field: 'culture', name: { zh: '阅览室', en: 'reading room' } },
  ...{ organisationId: 'culture-tourism', carriers: ['contactless-chip', 'e-card'], actions: ['identify'] },
  ...{ loading: 'implicit', loadedAt: [], holdsDays: null, condition: { all: [] }, personal: ['name'], facts: [] },
  ...{ feeKey: null, replacesCard: null, from: '2026-11-24', until: null },
} as const

/** Copies that a command may keep: the constants above are read-only. */
const wishOf = (change: object = {}) => structuredClone({ ...readingRoom, ...change }) as never

test('M5.1: an empty city has the catalogue, and the start finds it there the second time', async (t) => {
  const kernel = await testKernel(t, { commands: ({ clock }) => [...accessCommands, ...catalogueCommands({ clock })] })
  await seedOrganisations(kernel.executor)
  await seedServices(kernel.executor)
  await loadSampleInstitutions(kernel.executor, officer)
  const before = await kernel.db`select count(*)::integer as events from event`
  await seedServices(kernel.executor)
  await loadSampleInstitutions(kernel.executor, officer)
  assert.deepEqual(await kernel.db`select count(*)::integer as events from event`, before)
  const catalogue = await allServices(kernel.db)
  assert.deepEqual([...catalogue.keys()].sort(), Object.keys(firstServices).sort())
  const owners = new Set([...catalogue.values()].map(({ organisationId }) => organisationId))
  assert.equal(owners.size, organisationSeed.length)
  const ids = sampleInstitutions.map(({ institutionId }) => institutionId)
  assert.equal((await institutionById(kernel.db, ids)).size, ids.length)
  const agreements = await agreementsOf(kernel.db, ids)
  for (const { institutionId, services } of sampleInstitutions) {
    const held = agreements.get(institutionId) ?? []
    assert.deepEqual(held.map(({ serviceId }) => serviceId).sort(), [...services].sort())
    assert.ok(held.every(({ status, proposedBy, signedBy }) => status === 'in-force' && proposedBy !== signedBy))
  }
})

test('M5.1, M5.2: rows of the catalogue are the fold of their events', async (t) => {
  const { kernel, run } = await serviceWorld(t)
  await run(schema.publishService, culture, wishOf())
  await run(schema.endService, culture, { serviceId: 'museum', until: '2026-12-31', reason: '合并' })
  await run(schema.changeInstitution, ofDepartment('health'), { institutionId: 'hospital-1', grade: 2 })
  const events = await kernel.db<{ stream: string; streamId: string; name: string; data: object; version: number }[]>`
    select stream, stream_id, name, data, version from event where stream in ('card-service', 'institution', 'agreement')
    order by stream_id, version`
  const evolvers = { 'card-service': evolveCatalogue, institution: evolveInstitution, agreement: evolveAgreement }
  const states = new Map<string, object>()
  for (const { stream, streamId, name, data, version } of events) {
    const evolve = evolvers[stream as keyof typeof evolvers] as (state: unknown, event: unknown) => object
    const event = { stream, id: streamId, personId: null, name, data }
    states.set(`${stream} ${streamId}`, { ...evolve(states.get(`${stream} ${streamId}`), event), version })
  }
  const { db } = kernel
  const services = await allServices(db)
  const ids = sampleInstitutions.map(({ institutionId }) => institutionId)
  const institutions = await institutionById(db, ids)
  const agreements = [...(await agreementsOf(db, ids)).values()].flat()
  const rows = [
    ...[...services].map(([id, row]) => [`card-service ${id}`, row] as const),
    ...[...institutions].map(([id, row]) => [`institution ${id}`, row] as const),
    ...agreements.map((row) => [`agreement ${row.agreementId}`, row] as const),
  ]
  assert.equal(rows.length, states.size)
  for (const [id, row] of rows) assert.deepEqual(strip(states.get(id)), strip(row), id)
})

const strip = (state: object | undefined) => ({ ...state, version: 0 })

test('M5.2, M6.1: a department publishes what it owns, in its own name alone', async (t) => {
  const { run } = await serviceWorld(t)
  assert.deepEqual(await run(schema.publishService, culture, wishOf()), { serviceId: 'reading-room' })
  assert.equal((await run(schema.publishService, culture, wishOf())).code, 'service-exists')
  const other = wishOf({ serviceId: 'other', organisationId: 'health' })
  assert.equal((await run(schema.publishService, culture, other)).code, 'not-permitted')
  const nobody = wishOf({ serviceId: 'other', organisationId: 'nowhere' })
  assert.equal((await run(schema.publishService, officer, nobody)).code, 'organisation-unknown')
  const holder: Actor = holderOf('018f0000-0000-7000-8000-000000000001')
  assert.equal((await run(schema.publishService, holder, wishOf({ serviceId: 'mine' }))).code, 'not-permitted')
})

test('M16.4: the existing carriers of a field are shown, and a card of its own without a reason is refused', async (t) => {
  const { run, visit } = await serviceWorld(t)
  const { services } = await visit(schema.carriersFor, { field: 'culture' })
  const considered = services.map(({ serviceId }) => serviceId)
  assert.deepEqual(considered, ['library', 'museum'])
  const wish = (ownCard: object) => run(schema.publishService, culture, wishOf({ ownCard }))
  assert.equal((await wish({ reason: '需要' })).code, 'carriers-not-considered')
  assert.equal((await wish({ considered })).code, 'own-card-reason-missing')
  assert.equal((await wish({ considered, reason: '珍本另行登记' })).serviceId, 'reading-room')
  const { ownCard } = await visit(schema.cardService, { serviceId: 'reading-room', on: '2026-11-24' })
  assert.deepEqual(ownCard, { reason: '珍本另行登记', considered })
})

test('M5.1, M12.1: the catalogue is public, by field, in words, with fee and places', async (t) => {
  const { run, visit } = await serviceWorld(t)
  const { fields } = await visit(schema.cardServices, {})
  assert.deepEqual(
    fields.map(({ field }) => field),
    Object.keys(serviceFields),
  )
  assert.ok(fields.every(({ services }) => services.length > 0))
  const { service, tells } = await visit(schema.cardService, { serviceId: 'park-annual-ticket' })
  assert.deepEqual(service.fee?.fen, 10_000)
  assert.deepEqual(
    service.loadedAt.map(({ place }) => place),
    ['service-point'],
  )
  assert.equal(service.owner.zh, '市园林绿化部门')
  assert.deepEqual(tells, { personal: [], facts: [] })
  const { tells: more } = await visit(schema.cardService, { serviceId: 'library' })
  assert.deepEqual(more.personal, [{ field: 'name', zh: '姓名', en: 'name' }])
  const elderly = await visit(schema.cardService, { serviceId: 'elderly-care' })
  assert.match(elderly.service.condition.zh, /年满60周岁/)
  assert.match(elderly.service.condition.en, /aged 60 or over/)
  assert.equal((await visit(schema.cardService, { serviceId: 'nothing' })).code, 'service-not-in-catalogue')
  await run(schema.endService, culture, { serviceId: 'museum', until: '2026-11-23', reason: '合并' })
  const onNextDay = await visit(schema.cardServices, { field: 'culture', on: '2026-11-24' })
  assert.deepEqual(
    onNextDay.fields[0]?.services.map(({ serviceId }) => serviceId),
    ['library'],
  )
})

test('M5.2, M17.5: an agreement holds when a second person of the owner has signed it', async (t) => {
  const { kernel, run, read } = await serviceWorld(t)
  const institution = {
    ...{ institutionId: 'library-2', kind: 'library' as const, organisationId: 'culture-tourism', district: '110108' },
    ...{ name: { zh: '区图书馆', en: 'district library' }, grade: null, community: false },
    ...{ validFrom: '2026-11-23', validUntil: null },
  } as const
  assert.equal((await run(schema.registerInstitution, culture, institution)).institutionId, 'library-2')
  const twice = await run(schema.registerInstitution, culture, institution)
  assert.equal(twice.code, 'institution-exists')
  const wish = {
    ...{ institutionId: 'library-2', serviceId: 'library', personal: ['name' as const], facts: [] },
    ...{ legalBasis: '合作协议 2026-1', from: '2026-11-23', until: null },
  }
  const wide = await run(schema.proposeAgreement, culture, { ...wish, personal: ['name', 'phone'] })
  assert.equal(wide.code, 'agreement-too-wide')
  const { agreementId } = await run(schema.proposeAgreement, culture, wish)
  assert.equal((await run(schema.proposeAgreement, colleague, wish)).code, 'agreement-exists')
  assert.equal((await run(schema.signAgreement, culture, { agreementId })).code, 'same-person-twice')
  assert.equal((await run(schema.signAgreement, ofDepartment('health'), { agreementId })).code, 'not-permitted')
  assert.deepEqual(await run(schema.signAgreement, colleague, { agreementId }), { agreementId })
  const own = await read(schema.agreements, culture, { institutionId: 'library-2' })
  assert.deepEqual(
    own.agreements.map(({ status, signedBy }) => [status, signedBy]),
    [['in-force', 'culture-tourism-2']],
  )
  const others = await read(schema.agreements, ofDepartment('health'), { institutionId: 'library-2' })
  assert.deepEqual(others.agreements, [])
  await run(schema.endAgreement, culture, { agreementId, reason: '到期' })
  assert.equal((await agreementsOf(kernel.db, ['library-2'])).get('library-2'), undefined)
  assert.equal((await run(schema.proposeAgreement, culture, wish)).code, undefined)
  const ends = (validUntil: string) => run(schema.endInstitution, culture, { institutionId: 'library-2', validUntil })
  assert.equal((await ends('2026-11-22')).code, 'service-end-past')
  assert.deepEqual(await ends('2026-12-31'), { institutionId: 'library-2' })
  kernel.now = '2027-01-01T02:00:00.000Z' as Instant
  const museum = { ...wish, serviceId: 'museum', personal: [] }
  assert.equal((await run(schema.proposeAgreement, culture, museum)).code, 'institution-unknown')
})

test('M5.1, M16.1: everybody reads the catalogue and the register of integrated services over the wire, without signing in', async (t) => {
  const yika = await testServer(t, { people: 0 })
  const get = async (path: string) => (await yika.send(path)).body as unknown as Record<string, unknown>
  const all = await get('/v1/service/card-services')
  assert.equal((all['fields'] as object[]).length, 8)
  const one = await get('/v1/service/card-service?serviceId=park-annual-ticket')
  assert.equal((one['service'] as { name: { en: string } }).name.en, 'annual ticket of the parks')
  assert.deepEqual((await get('/v1/service/integrated-services'))['services'], [])
  const unknown = await yika.send('/v1/service/ended-card?card=nothing')
  assert.deepEqual([unknown.status, unknown.body['code']], [404, 'ended-card-unknown'])
})

test('M5.8: a credit service is used on the ground of a law alone', async (t) => {
  const { run } = await serviceWorld(t)
  const economy = ofDepartment('economy-informatisation')
  const wish = {
    ...{ institutionId: 'service-hall-1', serviceId: 'credit-service', personal: [], facts: [] },
    ...{ from: '2026-11-23', until: null },
  }
  assert.equal(
    (await run(schema.proposeAgreement, economy, { ...wish, legalBasis: '双方约定' })).code,
    'legal-basis-missing',
  )
  const legalBasis = '《征信业管理条例》第十三条'
  assert.equal((await run(schema.proposeAgreement, economy, { ...wish, legalBasis })).code, undefined)
})

test('M5.2: lists of the console go on page by page', async (t) => {
  const { kernel, read } = await serviceWorld(t)
  const seen: string[] = []
  let after: string | null = null
  do {
    const input: { limit: number; after?: string } = { limit: 7, ...(after === null ? {} : { after }) }
    const page = await read(schema.institutions, culture, input)
    seen.push(...page.institutions.map(({ institutionId }) => institutionId))
    after = page.next
  } while (after !== null)
  assert.deepEqual(seen, sampleInstitutions.map(({ institutionId }) => institutionId).sort())
  const one = await read(schema.institutions, culture, { institutionId: 'museum-1' })
  assert.deepEqual(
    one.institutions.map(({ institutionId }) => institutionId),
    ['museum-1'],
  )
  const first = await read(schema.agreements, officer, { limit: 1 })
  assert.equal(first.agreements.length, 1)
  const rest = await read(schema.agreements, officer, { after: first.next ?? '' })
  assert.equal(rest.next, null)
  assert.ok(!rest.agreements.some(({ agreementId }) => agreementId === first.agreements[0]?.agreementId))
  assert.deepEqual((await serviceById(kernel.db, ['metro', 'metro'])).size, 1)
})

import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Actor } from '@yika/core/access/actor.ts'
import { systemActor } from '@yika/core/access/actor.ts'
import type { Instant } from '@yika/core/calendar/instant.ts'
import { evolvePerson } from '@yika/core/holder/evolve-person.ts'
import { evolveGround } from '@yika/core/holder/ground.ts'
import { evolveRelation } from '@yika/core/holder/relation.ts'
import * as schema from '@yika/core/holder/schema.ts'
import { evolveVisit } from '@yika/core/holder/visit.ts'
import { mod112Check } from '@yika/core/identifier/mod-11-2.ts'
import type { Operation } from '@yika/core/operation/operation.ts'
import { caseConcerns } from '../src/case-concerns.ts'
import { holderCommands } from '../src/holder/commands.ts'
import { nameInitials } from '../src/holder/name-initials.ts'
import { holderQueries } from '../src/holder/queries.ts'
import {
  groundsOfPersons,
  loadStanding,
  personsByIds,
  relationsOfPersons,
  unclosedVisits,
} from '../src/holder/store.ts'
import type { Outcome } from '../src/kernel/outcome.ts'
import { testKernel } from './test-kernel.ts'

const officer: Actor = { id: 'officer-1', role: 'bureau-officer', organisationId: 'bureau', officeId: 'hall-1' }
const otherOfficer: Actor = { ...officer, id: 'officer-2' }
const clerk: Actor = { id: 'clerk-1', role: 'bank-clerk', organisationId: 'bank-1', bankId: 'b1', officeId: 'outlet-1' }
const districtOfficer: Actor = { id: 'd-1', role: 'district-officer', organisationId: 'district', district: '110101' }
const register: Actor = { id: 'population', role: 'register-system', organisationId: 'police' }

const kernel = await testKernel(
  { after },
  {
    commands: holderCommands,
    queries: holderQueries,
    standing: loadStanding,
    caseConcerns,
    policy: {
      'guardian.required-under': 18,
      'guardian.consent-record-under': 14,
      'proxy.max-duration': 1,
      'proxy.max-relatives': 10,
      'proxy.max-relatives.elders': 4,
      'proxy.max-relatives.children': 3,
      'proxy.max-relatives.spouse': 1,
      'proxy.max-relatives.others': 2,
      'senior.age': 60,
      'visit.duration': 30,
    },
  },
)

let sequence = 99

/** A synthetic number nobody else in this file has; odd, so that everybody is male. */
function freshNumber(birth = '19800101', area = '110101'): string {
  sequence += 2
  const seventeen = `${area}${birth}${String(sequence).padStart(3, '0')}`
  return seventeen + mod112Check(seventeen)
}

function accepted(outcome: Outcome): Record<string, unknown> {
  assert.equal(outcome.status, 'accepted', JSON.stringify(outcome))
  return (outcome as { answer: Record<string, unknown> }).answer
}

function refusedWith(outcome: Outcome, code: string): void {
  assert.equal(outcome.status === 'refused' ? outcome.code : 'accepted', code)
}

function claim(more: object = {}) {
  return {
    kind: 'citizen',
    name: '张三',
    identityNumber: freshNumber(),
    ethnicGroup: '01',
    district: '110101',
    phone: '13800000001',
    address: '某某胡同 1 号',
    source: 'test',
    ...more,
  }
}

async function register1(more: object = {}): Promise<string> {
  return accepted(await kernel.run(schema.registerPersonOperation, officer, claim(more)))['personId'] as string
}

async function openVisit(identityNumber: string, actor: Actor = clerk): Promise<string> {
  const input = { presenter: 'holder', documentType: 'identity-card', documentNumber: identityNumber }
  return accepted(await kernel.run(schema.openVisitOperation, actor, input))['visitId'] as string
}

async function read(operation: Operation, actor: Actor, input: object): Promise<Outcome> {
  return kernel.reader.read(operation, actor, input)
}

function citizen(personId: string): Actor {
  return { id: personId, role: 'citizen', organisationId: 'self', personId }
}

test('M11.10: a dump of the register’s tables gives no name, number, phone or address away', async () => {
  const number = freshNumber()
  await register1({ name: '欧阳春华', identityNumber: number, phone: '13912345678', address: '暗号大街 9 号' })
  for (const table of ['person', 'person_index', 'event', 'command_answer', 'audit_entry']) {
    const rows = await kernel.db.unsafe(`select row_to_json(t)::text as text from ${table} t`)
    const text = rows.map((row) => row['text']).join('\n')
    for (const secret of [number, number.slice(6, 14), '欧阳春华', '13912345678', '暗号大街'])
      if (secret !== number.slice(6, 14)) assert.ok(!text.includes(secret), `${table} holds ${secret}`)
    for (const secret of [number, '欧阳春华', '13912345678'])
      for (const form of [Buffer.from(secret).toString('hex'), Buffer.from(secret).toString('base64')])
        assert.ok(!text.includes(form), `${table} holds a value in hex or base64`)
  }
})

test('M8.3: nobody is registered twice: not one after the other, not in one batch, not in a race', async () => {
  const identityNumber = freshNumber()
  const personId = await register1({ identityNumber })
  refusedWith(await kernel.run(schema.registerPersonOperation, officer, claim({ identityNumber })), 'person-known')
  refusedWith(
    await kernel.run(schema.registerPersonOperation, officer, claim({ identityNumber: identityNumber.toLowerCase() })),
    'person-known',
  )
  const again = freshNumber()
  const wishes = Array.from({ length: 20 }, (_, index) => ({
    actor: officer,
    key: `race-${index}`,
    input: claim({ identityNumber: again }),
  }))
  const batch = await kernel.executor.executeAll(schema.registerPersonOperation, wishes.slice(0, 10))
  const others = await Promise.all(
    wishes.slice(10).map((wish) => kernel.executor.execute(schema.registerPersonOperation, wish)),
  )
  const outcomes = [...batch, ...others]
  assert.equal(outcomes.filter((outcome) => outcome.status === 'accepted').length, 1)
  for (const outcome of outcomes) if (outcome.status === 'refused') assert.equal(outcome.code, 'person-known')
  assert.equal((await personsByIds(kernel.db, [personId])).size, 1)

  const raced = freshNumber()
  const lanes = await Promise.all([
    kernel.executor.executeAll(
      schema.registerPersonOperation,
      [0, 1, 2].map((n) => ({
        actor: officer,
        key: `lane-a-${n}`,
        input: claim(n === 1 ? { identityNumber: raced } : {}),
      })),
    ),
    kernel.executor.executeAll(
      schema.registerPersonOperation,
      [0, 1, 2].map((n) => ({
        actor: officer,
        key: `lane-b-${n}`,
        input: claim(n === 1 ? { identityNumber: raced } : {}),
      })),
    ),
  ])
  assert.equal(
    lanes.flat().filter((outcome) => outcome.status === 'accepted').length,
    5,
    'only the doubled line is lost',
  )
})

test('M4.3: a name outside the chip’s set is registered and flagged, and a clerk’s form makes it fit', async () => {
  const outcome = await kernel.run(schema.registerPersonOperation, officer, claim({ name: '王𬭎' }))
  const answer = accepted(outcome)
  assert.deepEqual([answer['nameOnChip'], answer['charactersOutsideChip']], ['needs-clerk', 1])
  const personId = answer['personId'] as string
  refusedWith(await kernel.run(schema.setChipNameOperation, officer, { personId, chipName: '王𬭎' }), 'chip-name-unfit')
  const set = await kernel.run(schema.setChipNameOperation, officer, { personId, chipName: '王铉' })
  assert.deepEqual(accepted(set), { nameOnChip: 'fits' })
  const long = accepted(
    await kernel.run(schema.registerPersonOperation, officer, claim({ name: '阿卜杜热合曼·买买提艾力·吐尔逊江' })),
  )
  assert.equal(long['nameOnChip'], 'extended')
})

test('M4.5, M7.10: a corrected number moves the look-up, and the old one is free again', async () => {
  const wrong = freshNumber()
  const right = freshNumber('19810202')
  const personId = await register1({ identityNumber: wrong })
  const input = { personId, identityNumber: right, source: 'register 4711' }
  refusedWith(await kernel.run(schema.correctPersonOperation, clerk, input), 'not-permitted')
  const corrected = accepted(await kernel.run(schema.correctPersonOperation, register, input))
  assert.deepEqual(corrected['exchangeFor'], ['ssn', 'birthOn'])
  const person = (await personsByIds(kernel.db, [personId])).get(personId)
  assert.deepEqual([person?.birthOn, person?.printedChange?.items], ['1981-02-02', ['ssn', 'birthOn']])
  refusedWith(
    await kernel.run(schema.registerPersonOperation, officer, claim({ identityNumber: right })),
    'person-known',
  )
  accepted(await kernel.run(schema.registerPersonOperation, officer, claim({ identityNumber: wrong })))
  refusedWith(
    await kernel.run(schema.correctPersonOperation, register, { ...input, identityNumber: wrong }),
    'person-known',
  )
  refusedWith(await kernel.run(schema.correctPersonOperation, register, input), 'nothing-changed')
  const renamed = await kernel.run(schema.correctPersonOperation, register, { personId, name: '张四', source: 'r' })
  assert.deepEqual(accepted(renamed)['exchangeFor'], ['name'])
  refusedWith(
    await kernel.run(schema.correctPersonOperation, register, { personId, sex: '2', source: 'r' }),
    'identity-disagrees',
  )
})

test('M8.3: both numbers of a permanent resident lead to one person, and a passport to its holder', async () => {
  const resident = {
    kind: 'permanent-resident',
    name: 'Anna Lee',
    sex: '2',
    birthOn: '1981-08-03',
    identityNumber: 'CAN110081080310',
  }
  const personId = await register1(resident)
  await accepted(
    await kernel.run(schema.correctPersonOperation, register, {
      personId,
      identityNumber: '911124198108030024',
      documentNumber: 'CAN110081080310',
      source: 'new card',
    }),
  )
  for (const documentNumber of ['911124198108030024', 'can110081080310']) {
    const input = { presenter: 'holder', documentType: 'permanent-resident-card', documentNumber }
    assert.equal(accepted(await kernel.run(schema.openVisitOperation, clerk, input))['personId'], personId)
  }
  const foreigner = await register1({
    kind: 'foreigner',
    name: 'John Smith',
    sex: '1',
    birthOn: '1980-01-01',
    nationality: 'USA',
    identityNumber: undefined,
    documentNumber: 'E12345678',
  })
  const passport = { presenter: 'holder', documentType: 'passport', documentNumber: 'e12345678', nationality: 'USA' }
  assert.equal(accepted(await kernel.run(schema.openVisitOperation, clerk, passport))['personId'], foreigner)
  refusedWith(
    await kernel.run(schema.openVisitOperation, clerk, { ...passport, nationality: 'GBR' }),
    'presenter-unknown',
  )
})

test('M7.13, M11.1: a bank sees and changes a person only while the person is at its counter', async () => {
  const identityNumber = freshNumber()
  const personId = await register1({ identityNumber })
  const change = { personId, phone: '13700000000' }
  const look = { personId, purpose: 'counter-service' }
  refusedWith(await kernel.run(schema.changeContactOperation, clerk, change), 'visit-required')
  refusedWith(await read(schema.personOperation, clerk, look), 'visit-required')
  const visitId = await openVisit(identityNumber)
  accepted(await kernel.run(schema.changeContactOperation, clerk, change))
  const shown = accepted(
    await read(schema.personOperation, clerk, { ...look, caseId: visitId, reveal: ['name', 'phone'] }),
  )
  assert.deepEqual(
    [shown['name'], shown['phone'], shown['ssn']],
    ['张三', '13700000000', `110${'*'.repeat(11)}${identityNumber.slice(-4)}`],
  )
  const elsewhere = { ...clerk, id: 'clerk-2', officeId: 'outlet-2' }
  refusedWith(await kernel.run(schema.changeContactOperation, elsewhere, change), 'visit-required')
  refusedWith(await kernel.run(schema.closeVisitOperation, elsewhere, { personId, visitId }), 'not-permitted')
  accepted(await kernel.run(schema.closeVisitOperation, clerk, { personId, visitId }))
  refusedWith(await kernel.run(schema.changeContactOperation, clerk, change), 'visit-required')
  await openVisit(identityNumber)
  const began = kernel.now
  kernel.now = '2026-11-23T02:30:00.000Z' as Instant
  refusedWith(await kernel.run(schema.changeContactOperation, clerk, change), 'visit-required')
  kernel.now = began
})

test('M8.4, M9.3: a guardian is recorded, acts for the child, comes to the counter, and ends with the coming of age', async () => {
  const parentNumber = freshNumber()
  const parent = await register1({ identityNumber: parentNumber, name: '李妈' })
  const childNumber = freshNumber('20150315')
  const child = await register1({ identityNumber: childNumber, name: '李娃' })
  const guardian = { personId: child, helperNumber: parentNumber, helperName: '李妈' }
  refusedWith(await kernel.run(schema.addGuardianOperation, officer, guardian), 'guardian-consent-required')
  refusedWith(
    await kernel.run(schema.addGuardianOperation, officer, { ...guardian, helperName: '王妈', consentVersion: 'c1' }),
    'helper-unknown',
  )
  const added = accepted(await kernel.run(schema.addGuardianOperation, officer, { ...guardian, consentVersion: 'c1' }))
  assert.equal(added['endsOn'], '2033-03-15')
  refusedWith(
    await kernel.run(schema.addGuardianOperation, officer, { ...guardian, consentVersion: 'c1' }),
    'relation-known',
  )
  const contact = { personId: child, phone: '13600000000' }
  accepted(await kernel.run(schema.changeContactOperation, citizen(parent), contact))
  refusedWith(await kernel.run(schema.changeContactOperation, citizen(await register1()), contact), 'not-permitted')
  const came = {
    presenter: 'guardian',
    documentType: 'identity-card',
    documentNumber: parentNumber,
    holderNumber: childNumber,
  }
  assert.equal(accepted(await kernel.run(schema.openVisitOperation, clerk, came))['personId'], child)
  const [standing] = await loadStanding(kernel.db, [{ actor: clerk, personId: child }], kernel.now)
  assert.deepEqual([standing?.visit?.presenter, standing?.visit?.presenterId], ['guardian', parent])
  const lapse = kernel.tasks.find((task) => task.queue === 'lapse-relation')
  assert.deepEqual(lapse?.startAfter, '2033-03-14T16:00:00.000Z')
  const began = kernel.now
  kernel.now = '2033-03-14T16:00:00.000Z' as Instant
  refusedWith(
    await kernel.run(schema.changeContactOperation, citizen(parent), { ...contact, phone: '13600000001' }),
    'not-permitted',
  )
  const relationId = added['relationId'] as string
  accepted(await kernel.run(schema.lapseRelationOperation, systemActor, { personId: child, relationId }))
  kernel.now = began
})

test('M9.3: an office ends a guardianship that should not go on; nobody else does', async () => {
  const parentNumber = freshNumber()
  const parent = await register1({ identityNumber: parentNumber, name: '吴父' })
  const child = await register1({ identityNumber: freshNumber('20100601') })
  const guardian = { personId: child, helperNumber: parentNumber, helperName: '吴父' }
  const { relationId } = accepted(await kernel.run(schema.addGuardianOperation, districtOfficer, guardian))
  const end = { personId: child, relationId }
  refusedWith(await kernel.run(schema.endRelationOperation, citizen(parent), end), 'not-permitted')
  refusedWith(await kernel.run(schema.endRelationOperation, clerk, end), 'not-permitted')
  refusedWith(
    await kernel.run(schema.endRelationOperation, officer, { personId: parent, relationId }),
    'relation-unknown',
  )
  accepted(await kernel.run(schema.endRelationOperation, officer, end))
  refusedWith(await kernel.run(schema.endRelationOperation, officer, end), 'relation-ended')
  refusedWith(
    await kernel.run(schema.changeContactOperation, citizen(parent), { personId: child, phone: '13600000009' }),
    'not-permitted',
  )
})

test('M9.3: a proxy acts within the scope and not beyond; the holder ends it in a moment', async () => {
  const helperNumber = freshNumber()
  const helper = await register1({ identityNumber: helperNumber, name: '赵帮' })
  const holderNumber = freshNumber()
  const holder = await register1({ identityNumber: holderNumber })
  const grant = {
    personId: holder,
    helperNumber,
    helperName: '赵帮',
    kinship: 'elder',
    scope: ['change-contact'],
    endsOn: '2027-01-01',
  }
  refusedWith(await kernel.run(schema.grantProxyOperation, citizen(helper), grant), 'not-permitted')
  const granted = accepted(await kernel.run(schema.grantProxyOperation, citizen(holder), grant))
  const address = (text: string) => ({ personId: holder, address: text })
  accepted(await kernel.run(schema.changeContactOperation, citizen(helper), address('新居一号')))
  // With the telephone the proxy would receive the holder's own sign-in codes.
  const takeover = { personId: holder, phone: '13500000000' }
  refusedWith(await kernel.run(schema.changeContactOperation, citizen(helper), takeover), 'phone-only-by-holder')
  refusedWith(
    await read(schema.personOperation, citizen(helper), { personId: holder, purpose: 'own-affairs' }),
    'not-permitted',
  )
  const came = { presenter: 'proxy', documentType: 'identity-card', documentNumber: helperNumber, holderNumber }
  accepted(await kernel.run(schema.openVisitOperation, clerk, came))
  accepted(await kernel.run(schema.changeContactOperation, clerk, address('新居二号')))
  refusedWith(await kernel.run(schema.changeContactOperation, clerk, takeover), 'phone-only-by-holder')
  refusedWith(await kernel.run(schema.grantProxyOperation, clerk, { ...grant, endsOn: '2027-02-01' }), 'not-permitted')
  const revoke = { personId: holder, relationId: granted['relationId'] }
  const ends = kernel.now
  kernel.now = '2026-12-31T15:50:00.000Z' as Instant
  accepted(await kernel.run(schema.openVisitOperation, clerk, came))
  kernel.now = '2026-12-31T16:00:00.000Z' as Instant
  const contact = address('新居三号')
  refusedWith(await kernel.run(schema.changeContactOperation, clerk, contact), 'visit-required')
  kernel.now = ends
  accepted(await kernel.run(schema.openVisitOperation, clerk, came))
  refusedWith(await kernel.run(schema.revokeProxyOperation, citizen(await register1()), revoke), 'relation-unknown')
  accepted(await kernel.run(schema.revokeProxyOperation, citizen(holder), revoke))
  refusedWith(
    await kernel.run(schema.changeContactOperation, citizen(helper), { personId: holder, phone: '13500000002' }),
    'not-permitted',
  )
  // The helper still stands at the counter, in a visit that was opened while the power held.
  refusedWith(await kernel.run(schema.changeContactOperation, clerk, contact), 'visit-required')
  const relations = accepted(await read(schema.myRelationsOperation, citizen(helper), { purpose: 'own-affairs' }))
  assert.deepEqual(relations['relations'], [], 'what has ended is the helper’s no more')
})

test('M9.3: two holders who name the same helper at once cannot pass the limit', async () => {
  const helperNumber = freshNumber()
  await register1({ identityNumber: helperNumber, name: '钱帮' })
  const holders = [await register1(), await register1(), await register1()]
  const outcomes = await Promise.all(
    holders.map((personId) =>
      kernel.executor.execute(schema.grantProxyOperation, {
        actor: citizen(personId),
        key: `limit-${personId}`,
        input: {
          personId,
          helperNumber,
          helperName: '钱帮',
          kinship: 'spouse',
          scope: ['report-loss'],
          endsOn: '2027-01-01',
        },
      }),
    ),
  )
  assert.deepEqual(outcomes.map((outcome) => (outcome.status === 'refused' ? outcome.code : 'accepted')).sort(), [
    'accepted',
    'proxy-too-many',
    'proxy-too-many',
  ])
})

test('M10.5: a death reported by the register waits in the worklist until another party confirms it', async () => {
  const personId = await register1({ district: '110102', name: '孙逝' })
  const helperNumber = freshNumber()
  await register1({ identityNumber: helperNumber, name: '周帮' })
  const proxy = { helperNumber, helperName: '周帮', kinship: 'child', scope: ['report-loss'], endsOn: '2027-01-01' }
  accepted(await kernel.run(schema.grantProxyOperation, citizen(personId), { personId, ...proxy }))
  accepted(await kernel.run(schema.reportDeathOperation, register, { personId, deathOn: '2026-11-20', source: 'r 9' }))
  const list = accepted(await read(schema.deathReportsOperation, officer, { purpose: 'register-maintenance' }))
  const reports = list['reports'] as { personId: string; name: string }[]
  assert.ok(reports.some((report) => report.personId === personId && report.name === '孙*'))
  const mine = accepted(await read(schema.deathReportsOperation, districtOfficer, { purpose: 'register-maintenance' }))
  assert.ok(!(mine['reports'] as { personId: string }[]).some((report) => report.personId === personId))
  refusedWith(await kernel.run(schema.confirmDeathOperation, districtOfficer, { personId }), 'not-permitted')
  refusedWith(await kernel.run(schema.confirmDeathOperation, register, { personId }), 'not-permitted')
  accepted(await kernel.run(schema.confirmDeathOperation, officer, { personId }))
  assert.deepEqual(kernel.tasks.at(-1), { queue: 'cancel-cards-of-person', data: { personId, reason: 'death' } })
  const relations = [...(await relationsOfPersons(kernel.db, [personId])).values()]
  assert.deepEqual(
    relations.map((relation) => relation.endReason),
    ['death'],
  )
  const other = await register1()
  accepted(await kernel.run(schema.reportDeathOperation, officer, { personId: other, deathOn: null, source: 'x' }))
  refusedWith(await kernel.run(schema.confirmDeathOperation, officer, { personId: other }), 'same-person-twice')
  accepted(await kernel.run(schema.rejectDeathOperation, otherOfficer, { personId: other, reason: 'mix-up' }))
})

test('M8.2: a ground is recorded by the department that vouches; losing the only one opens a review', async () => {
  const personId = await register1()
  const medical: Actor = { id: 'm-1', role: 'department-user', organisationId: 'medical-security' }
  const ground = { personId, groundKind: 'employee-medical', since: '2020-01-01', evidence: 'M-1' }
  refusedWith(
    await kernel.run(schema.recordGroundOperation, medical, { ...ground, groundKind: 'education' }),
    'not-permitted',
  )
  const { groundId } = accepted(await kernel.run(schema.recordGroundOperation, medical, ground))
  refusedWith(await kernel.run(schema.recordGroundOperation, medical, ground), 'ground-known')
  const end = { personId, groundId, endedOn: '2026-11-01', reason: 'left' }
  assert.deepEqual(accepted(await kernel.run(schema.endGroundOperation, medical, end)), { review: true })
  const list = accepted(await read(schema.groundReviewsOperation, officer, { purpose: 'register-maintenance' }))
  const reviews = list['reviews'] as { personId: string; ground: { groundId: string } }[]
  assert.ok(reviews.some((review) => review.ground.groundId === groundId && review.personId === personId))
  const before = kernel.tasks.length
  const close = { personId, groundId, outcome: 'entitlement-ended', reason: 'checked' }
  refusedWith(await kernel.run(schema.closeReviewOperation, medical, close), 'not-permitted')
  assert.deepEqual(accepted(await kernel.run(schema.closeReviewOperation, officer, close)), { entitled: false })
  assert.deepEqual(kernel.tasks.slice(before), [
    { queue: 'cancel-cards-of-person', data: { personId, reason: 'entitlement-ended' } },
  ])
})

test('M8.2: moving away puts every ground under review; coming back keeps the entry', async () => {
  const personId = await register1()
  const ground = { personId, groundKind: 'resident-pension', since: '2020-01-01', evidence: 'P-1' }
  accepted(await kernel.run(schema.recordGroundOperation, officer, ground))
  const move = { personId, movedOn: '2026-11-01', source: 'register' }
  assert.deepEqual(accepted(await kernel.run(schema.moveAwayOperation, register, move)), { groundsUnderReview: 1 })
  const [kept] = [...(await groundsOfPersons(kernel.db, [personId])).values()]
  assert.equal(kept?.status, 'under-review')
  assert.deepEqual(accepted(await kernel.run(schema.moveBackOperation, register, move)), { lifeStatus: 'alive' })
})

test('M4.7: a holder sees every recorded item in the clear on request, and nobody else’s dossier', async () => {
  const identityNumber = freshNumber()
  const personId = await register1({ identityNumber })
  const masked = accepted(await read(schema.myDossierOperation, citizen(personId), { purpose: 'own-affairs' }))
  assert.deepEqual([masked['name'], masked['phone']], ['张*', '138****0001'])
  const clear = accepted(
    await read(schema.myDossierOperation, citizen(personId), {
      purpose: 'own-affairs',
      reveal: ['name', 'identityNumber', 'phone', 'address'],
    }),
  )
  assert.deepEqual(
    [clear['name'], clear['ssn'], clear['phone'], clear['address']],
    ['张三', identityNumber, '13800000001', '某某胡同 1 号'],
  )
  const other = citizen(await register1())
  refusedWith(await read(schema.personOperation, other, { personId, purpose: 'own-affairs' }), 'not-permitted')
})

test('M11.3, M11.4: whoever is only mentioned in a dossier stays masked: no case and no audit row is theirs', async () => {
  const parentNumber = freshNumber()
  const parent = await register1({ identityNumber: parentNumber, name: '钱父' })
  const childNumber = freshNumber('20110601')
  const child = await register1({ identityNumber: childNumber, name: '钱儿' })
  const guardian = { personId: child, helperNumber: parentNumber, helperName: '钱父', consentVersion: 'c1' }
  accepted(await kernel.run(schema.addGuardianOperation, officer, guardian))
  const caseId = await openVisit(childNumber)
  const shown = accepted(
    await read(schema.personOperation, officer, {
      personId: child,
      caseId,
      purpose: 'counter-service',
      reveal: ['name'],
    }),
  )
  const [relation] = shown['relations'] as { otherName: string; otherPersonId: string }[]
  assert.deepEqual([shown['name'], relation?.otherName, relation?.otherPersonId], ['钱儿', '钱*', parent])
})

test('M9.3: a PIN is nobody else’s: no proxy is granted for it', async () => {
  const helperNumber = freshNumber()
  await register1({ identityNumber: helperNumber, name: '孙帮' })
  const personId = await register1()
  const grant = { personId, helperNumber, helperName: '孙帮', kinship: 'other', endsOn: '2027-01-01' }
  for (const operation of ['change-pin', 'set-pin']) {
    const outcome = await kernel.run(schema.grantProxyOperation, citizen(personId), { ...grant, scope: [operation] })
    refusedWith(outcome, 'proxy-scope-unknown')
  }
})

test('M11.1, M11.4: finding a person by number names a case that concerns the person, and is written down', async () => {
  const identityNumber = freshNumber()
  const personId = await register1({ identityNumber })
  const look = { number: identityNumber, purpose: 'register-maintenance' }
  refusedWith(await read(schema.findPersonOperation, clerk, look), 'not-permitted')
  refusedWith(await read(schema.findPersonOperation, officer, look), 'case-required')
  const strangerNumber = freshNumber()
  await register1({ identityNumber: strangerNumber })
  const strange = await openVisit(strangerNumber, officer)
  refusedWith(await read(schema.findPersonOperation, officer, { ...look, caseId: strange }), 'case-required')
  const caseId = await openVisit(identityNumber, officer)
  const found = accepted(await read(schema.findPersonOperation, officer, { ...look, caseId }))
  assert.deepEqual([found['personId'], found['name']], [personId, '张*'])
  // A number that nobody has answers as one that is somebody else's: the search tells nobody who is registered.
  const nobody = { ...look, number: freshNumber() }
  refusedWith(await read(schema.findPersonOperation, officer, nobody), 'case-required')
  refusedWith(await read(schema.findPersonOperation, officer, { ...nobody, caseId }), 'case-required')
  refusedWith(await read(schema.findPersonOperation, register, nobody), 'case-required')
  refusedWith(await read(schema.findPersonOperation, register, { ...nobody, caseId: strange }), 'not-found')
  const trail = await kernel.db`
    select outcome, refusal, case_id, purpose, legal_basis from audit_entry
    where person_id = ${personId} and operation = 'find-person'`
  assert.deepEqual(trail.map((row) => `${row['outcome']} ${row['refusal'] ?? row['caseId']}`).sort(), [
    `read ${caseId}`,
    'refused case-required',
    'refused case-required',
    'refused not-permitted',
  ])
  const message = '00000000-0000-7000-8000-000000000001'
  assert.equal(
    accepted(await read(schema.findPersonOperation, register, { ...look, caseId: message }))['personId'],
    personId,
  )
})

test('Article 11: a search by name or initials pages by key, stays masked, and is written down for each person shown', async () => {
  const ids: string[] = []
  for (let index = 0; index < 5; index += 1) ids.push(await register1({ name: '阿依古丽·买买提', district: '110108' }))
  ids.sort()
  const caseNumber = freshNumber()
  const casePersonId = await register1({ identityNumber: caseNumber })
  const caseId = await openVisit(caseNumber, officer)
  const search = { name: '阿依古丽 买买提', purpose: 'register-maintenance', caseId, casePersonId, limit: 2 }
  for (const wrong of [{ caseId: ids[0] }, { casePersonId: ids[0] }, { caseId: ids[0], name: '查无此人' }])
    refusedWith(await read(schema.personsByNameOperation, officer, { ...search, ...wrong }), 'case-required')
  const seen: string[] = []
  let after: string | undefined
  for (;;) {
    const page = accepted(
      await read(schema.personsByNameOperation, officer, { ...search, ...(after === undefined ? {} : { after }) }),
    )
    const persons = page['persons'] as { personId: string; name: string }[]
    for (const person of persons) assert.equal(person.name.at(1), '*')
    seen.push(...persons.map((person) => person.personId))
    if (page['next'] === null) break
    after = page['next'] as string
  }
  assert.deepEqual(seen, ids)
  const initials = accepted(
    await read(schema.personsByNameOperation, officer, { ...search, name: 'ayglmmt', limit: 50 }),
  )
  assert.deepEqual(
    (initials['persons'] as { personId: string }[]).map((person) => person.personId),
    ids,
  )
  const elsewhere = accepted(
    await read(schema.personsByNameOperation, officer, { ...search, district: '110101', limit: 50 }),
  )
  assert.deepEqual(elsewhere['persons'], [])
  refusedWith(await read(schema.personsByNameOperation, districtOfficer, search), 'not-permitted')
  const [count] = await kernel.db`
    select count(*) as n from audit_entry where outcome = 'read' and operation = 'persons-by-name' and person_id = ${ids[0] as string}`
  assert.equal(count?.['n'], 2)
})

test('The row is the truth and the fold of its events is the same, for every stream of the register', async () => {
  const events = await kernel.db`
    select person_id, stream, stream_id, version, name, data, at from event
    where stream in ('person', 'relation', 'ground', 'visit')
    order by person_id, stream, stream_id, version`
  const folds: Record<string, Map<string, object>> = {}
  const evolve: Record<string, (state: never, event: never, at: Instant) => object> = {
    person: evolvePerson,
    relation: evolveRelation,
    ground: evolveGround,
    visit: evolveVisit,
  }
  for (const row of events) {
    const stream = row['stream'] as string
    const states = folds[stream] ?? new Map<string, object>()
    folds[stream] = states
    const fold = evolve[stream]
    assert.ok(fold, stream)
    const event = { stream, id: row['streamId'], personId: row['personId'], name: row['name'], data: row['data'] }
    const before = states.get(row['streamId'] as string)
    states.set(row['streamId'] as string, {
      ...fold(before as never, event as never, row['at'] as Instant),
      version: row['version'],
    })
  }
  const ids = [...new Set(events.map((row) => row['personId'] as string))]
  const rows = {
    person: await personsByIds(kernel.db, ids),
    relation: await relationsOfPersons(kernel.db, ids),
    ground: await groundsOfPersons(kernel.db, ids),
  }
  for (const [stream, states] of Object.entries(rows)) {
    assert.ok(states.size > 1, stream)
    assert.equal(folds[stream]?.size, states.size, stream)
    for (const [id, state] of states) assert.deepEqual(folds[stream]?.get(id), state, `${stream} ${id}`)
  }
  const visits = await unclosedVisits(kernel.db, ids)
  assert.ok(visits.size > 0)
  for (const [id, visit] of visits) assert.deepEqual(folds['visit']?.get(id), visit)
  const looked = await kernel.db`select count(*) as n from person_index`
  const expected = [...rows.person.values()].reduce(
    (sum, person) => sum + person.index.numbers.length + (person.index.document === null ? 0 : 1),
    0,
  )
  assert.equal(looked[0]?.['n'], expected, 'the look-up holds what the rows say and nothing more')
})

test('Initials of names as they sound', () => {
  assert.equal(nameInitials('张三'), 'ZS')
  assert.equal(nameInitials('单雄信'), 'SXX', 'a surname is read as a surname')
  assert.equal(nameInitials('欧阳春华'), 'OYCH')
  assert.equal(nameInitials('Anna Lee'), 'AL')
})

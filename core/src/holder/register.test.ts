import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Day } from '../calendar/instant.ts'
import { changeContact } from './change-contact.ts'
import { correctPerson } from './correct-person.ts'
import { evolvePerson } from './evolve-person.ts'
import { fieldList } from './field-list.ts'
import { contextOf, now, officer, personOf } from './holder.fixture.ts'
import { isIdentity, readIdentity } from './identity.ts'
import { nameSearchForm, parseName } from './person-name.ts'
import { type Registration, registerPerson } from './register-person.ts'
import * as schema from './schema.ts'
import { setChipName } from './set-chip-name.ts'

const today = '2026-11-23' as Day
const context = contextOf(officer)

function registration(more: Partial<Registration> = {}): Registration {
  const { personId, key, sealed, index, sex, birthOn, nationality } = personOf('p1')
  return {
    personId,
    kind: 'citizen',
    identity: { sex, birthOn, nationality },
    ethnicGroup: '01',
    district: '110101',
    issuingArea: '110000',
    key,
    sealed,
    index,
    nameOnChip: 'fits',
    charactersOutsideChip: 0,
    source: 'test',
    ...more,
  }
}

test('M8.3: a citizen’s number says sex, birth date and nationality, and nothing may contradict it', () => {
  const read = readIdentity({ kind: 'citizen', identityNumber: '11010519491231002x' }, today)
  assert.deepEqual(read, {
    identityNumber: '11010519491231002X',
    ssn: '11010519491231002X',
    documentNumber: null,
    sex: '2',
    birthOn: '1949-12-31',
    nationality: 'CHN',
    numbers: ['11010519491231002X'],
  })
  const refusal = (more: object) =>
    readIdentity({ kind: 'citizen', identityNumber: '11010519491231002X', ...more }, today)
  assert.deepEqual(refusal({ sex: '1' }), { accepted: false, code: 'identity-disagrees', detail: { item: 'sex' } })
  assert.deepEqual(refusal({ birthOn: '1949-12-30' }), {
    accepted: false,
    code: 'identity-disagrees',
    detail: { item: 'birthOn' },
  })
  assert.deepEqual(refusal({ nationality: 'USA' }), {
    accepted: false,
    code: 'identity-disagrees',
    detail: { item: 'nationality' },
  })
  const old = readIdentity({ kind: 'citizen', identityNumber: '110105491231002' }, today)
  assert.ok(isIdentity(old) && old.ssn === '11010519491231002X', 'fifteen digits become eighteen')
})

test('M8.3, M11.9: a wrong number is named by field and fault and not repeated', () => {
  assert.deepEqual(readIdentity({ kind: 'citizen', identityNumber: '110101199003070012' }, today), {
    accepted: false,
    code: 'number-check',
    detail: { field: 'identityNumber' },
  })
  assert.deepEqual(readIdentity({ kind: 'citizen' }, today), {
    accepted: false,
    code: 'number-length',
    detail: { field: 'identityNumber' },
  })
})

test('M8.3: a resident of Taiwan has a permit of eight digits beside the residence permit', () => {
  const read = readIdentity(
    { kind: 'hong-kong-macao-taiwan', identityNumber: '830000199001010039', documentNumber: '12345678' },
    today,
  )
  assert.ok(isIdentity(read))
  assert.deepEqual([read.nationality, read.sex, read.documentNumber], ['TWN', '1', '12345678'])
  assert.deepEqual(
    readIdentity(
      { kind: 'hong-kong-macao-taiwan', identityNumber: '830000199001010039', documentNumber: 'H12345678' },
      today,
    ),
    { accepted: false, code: 'number-length', detail: { field: 'documentNumber' } },
  )
})

test('M8.3: the two numbers of a permanent resident are linked to one person', () => {
  const claim = { kind: 'permanent-resident', sex: '2', birthOn: '1981-08-03' as Day } as const
  const both = readIdentity(
    { ...claim, identityNumber: '911124198108030024', documentNumber: 'CAN110081080310' },
    today,
  )
  assert.ok(isIdentity(both))
  assert.deepEqual(both.numbers, ['911124198108030024', 'CAN110081080310'])
  assert.equal(both.nationality, 'CAN')
  const old = readIdentity({ ...claim, identityNumber: 'CAN110081080310' }, today)
  assert.ok(isIdentity(old))
  assert.deepEqual([old.ssn, old.numbers], ['CAN000110081080310', ['CAN110081080310', 'CAN000110081080310']])
  assert.deepEqual(
    readIdentity({ ...claim, identityNumber: '911124198108030024', documentNumber: 'USA110090010114' }, today),
    { accepted: false, code: 'identity-disagrees', detail: { item: 'documentNumber' } },
  )
  assert.deepEqual(readIdentity({ kind: 'permanent-resident', identityNumber: '911124198108030024' }, today), {
    accepted: false,
    code: 'item-missing',
    detail: { item: 'sex' },
  })
})

test('M8.3: another foreigner gets a number made of country and passport', () => {
  const claim = { kind: 'foreigner', sex: '1', birthOn: '1980-01-01' as Day, nationality: 'USA' } as const
  const read = readIdentity({ ...claim, documentNumber: 'e12345678' }, today)
  assert.ok(isIdentity(read))
  assert.deepEqual([read.ssn, read.documentNumber], ['USA000000E12345678', 'E12345678'])
  assert.deepEqual(readIdentity({ ...claim, nationality: 'CHN', documentNumber: 'E12345678' }, today), {
    accepted: false,
    code: 'item-missing',
    detail: { item: 'nationality' },
  })
  assert.deepEqual(
    readIdentity({ ...claim, documentNumber: 'E12345678', identityNumber: 'GBR000000E12345678' }, today),
    { accepted: false, code: 'identity-disagrees', detail: { item: 'nationality' } },
  )
})

test('M8.3: one person is registered once', () => {
  const first = registerPerson(undefined, registration(), context)
  assert.ok(first.accepted)
  assert.deepEqual(
    first.events.map((event) => event.name),
    ['person-registered'],
  )
  const [event] = first.events
  assert.ok(event)
  assert.deepEqual(evolvePerson(undefined, event, now), personOf('p1'), 'the fold of the event is the state')
  assert.deepEqual(registerPerson('p9', registration(), context), { accepted: false, code: 'person-known', detail: {} })
})

test('M3.2: a person whom another area manages is not registered here', () => {
  assert.deepEqual(registerPerson(undefined, registration({ issuingArea: '310000' }), context), {
    accepted: false,
    code: 'person-of-other-area',
    detail: { area: '310000' },
  })
})

test('M8.3: a birth date after today is refused when the command is decided, not only when it is read', () => {
  const identity = { ...registration().identity, birthOn: '2026-11-24' as Day }
  assert.deepEqual(registerPerson(undefined, registration({ identity }), context), {
    accepted: false,
    code: 'number-future-date',
    detail: { field: 'identityNumber' },
  })
})

test('M4.3: a name the chip cannot hold is kept and flagged; a clerk then sets a form that fits', () => {
  const registered = registerPerson(
    undefined,
    registration({ nameOnChip: 'needs-clerk', charactersOutsideChip: 1 }),
    context,
  )
  assert.ok(registered.accepted)
  assert.deepEqual(registered.answer, { personId: 'p1', nameOnChip: 'needs-clerk', charactersOutsideChip: 1 })
  const flagged = personOf('p1', { nameOnChip: 'needs-clerk' })
  assert.deepEqual(setChipName(flagged, { sealed: 's', onChip: 'needs-clerk', charactersOutsideChip: 2 }), {
    accepted: false,
    code: 'chip-name-unfit',
    detail: { characters: 2 },
  })
  const set = setChipName(flagged, { sealed: 's', onChip: 'fits', charactersOutsideChip: 0 })
  assert.ok(set.accepted && set.events[0])
  const after = evolvePerson(flagged, set.events[0], now)
  assert.deepEqual([after.sealed.chipName, after.nameOnChip, after.sealed.name], ['s', 'fits', 'sealed-name'])
  assert.deepEqual(setChipName(personOf('p1'), { sealed: 's', onChip: 'fits', charactersOutsideChip: 0 }), {
    accepted: false,
    code: 'chip-name-not-needed',
    detail: {},
  })
})

test('M4.5, M7.10: a printed item that changes in the register makes an exchange due; another item does not', () => {
  const person = personOf('p1')
  const printed = correctPerson(
    person,
    undefined,
    { changes: { sealed: { name: 'new' } }, printed: ['name'], source: 'register 1' },
    context,
  )
  assert.ok(printed.accepted)
  assert.deepEqual(
    printed.events.map((event) => event.name),
    ['person-corrected', 'printed-item-changed'],
  )
  assert.deepEqual(printed.answer, { exchangeFor: ['name'] })
  const after = printed.events.reduce((state, event) => evolvePerson(state, event, now), person)
  assert.deepEqual(after.printedChange, { at: now, items: ['name'] })
  assert.equal(after.sealed.name, 'new')
  assert.equal(after.sealed.ssn, 'sealed-ssn')
  const plain = correctPerson(person, undefined, { changes: { district: '110102' }, printed: [], source: 'r' }, context)
  assert.ok(plain.accepted)
  assert.deepEqual(
    plain.events.map((event) => event.name),
    ['person-corrected'],
  )
})

test('M8.3: a correction cannot take the number of somebody else, nor change nothing', () => {
  const person = personOf('p1')
  const changes = { sealed: { ssn: 'x' } }
  assert.deepEqual(correctPerson(person, 'p2', { changes, printed: ['ssn'], source: 'r' }, context), {
    accepted: false,
    code: 'person-known',
    detail: {},
  })
  assert.ok(correctPerson(person, 'p1', { changes, printed: ['ssn'], source: 'r' }, context).accepted)
  assert.deepEqual(correctPerson(person, undefined, { changes: {}, printed: [], source: 'r' }, context), {
    accepted: false,
    code: 'nothing-changed',
    detail: {},
  })
})

test('M7.10: contact data change directly and leave printed items alone', () => {
  const person = personOf('p1')
  const changed = changeContact(person, { sealed: { phone: 'sealed-phone' }, phoneIndex: 'i' }, context)
  assert.ok(changed.accepted && changed.events[0])
  const after = evolvePerson(person, changed.events[0], now)
  assert.deepEqual([after.sealed.phone, after.index.phone, after.printedChange], ['sealed-phone', 'i', null])
  assert.deepEqual(changeContact(person, { sealed: {} }, context), {
    accepted: false,
    code: 'nothing-changed',
    detail: {},
  })
  assert.deepEqual(changeContact(personOf('p1', { lifeStatus: 'deceased' }), { sealed: { phone: null } }, context), {
    accepted: false,
    code: 'person-deceased',
    detail: {},
  })
})

test('M4.3: names are kept as given, with one kind of middle dot and no control signs', () => {
  assert.equal(parseName('  阿依古丽•买买提 '), '阿依古丽·买买提')
  assert.equal(parseName('𬭎'), '𬭎')
  assert.equal(parseName('张三\u0000'), undefined)
  assert.equal(parseName('=1+1'), undefined)
  assert.equal(parseName(''), undefined)
  assert.equal(nameSearchForm('阿依古丽·买买提'), nameSearchForm('阿依古丽 买买提'))
  assert.equal(nameSearchForm('Smith-Jones'), 'SMITHJONES')
})

test('M4.1: the wire takes exactly the register’s fields and refuses others', () => {
  const { properties } = schema.registerPersonOperation.input
  for (const entry of Object.values(schema))
    if (typeof entry === 'object') assert.equal(JSON.parse(JSON.stringify(entry.input)).additionalProperties, false)
  const onWire = Object.keys(properties).filter((field) => !['kind', 'source', 'issuingArea'].includes(field))
  const kept = Object.keys(fieldList.register).filter((field) => !['ssn', 'lifeStatus', 'ground'].includes(field))
  assert.deepEqual(onWire.sort(), kept.sort())
  for (const fields of Object.values(fieldList))
    for (const entry of Object.values(fields)) assert.ok(entry.length > 0 && entry.seenBy.length > 0)
  assert.deepEqual([fieldList.chip.name.length, fieldList.chip.nameExtension.length], [30, 20])
})

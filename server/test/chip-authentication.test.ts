import assert from 'node:assert/strict'
import test, { after } from 'node:test'
import { instruct } from '@yika/chip/driver/back-office.ts'
import { parseReadLine } from '@yika/chip/driver/hsm-line.ts'
import { countedData } from '@yika/chip/key/counted-data.ts'
import type { Actor } from '@yika/core/access/actor.ts'
import { addMilliseconds } from '@yika/core/calendar/instant.ts'
import * as operation from '@yika/core/card/schema.ts'
import type { AnswerOf } from '@yika/core/operation/operation.ts'
import { chipCommands } from '../src/card/chip-commands.ts'
import { chipQueries } from '../src/card/chip-queries.ts'
import { cardsByKeys } from '../src/card/store.ts'
import { caseConcerns } from '../src/case-concerns.ts'
import { loadStanding } from '../src/holder/store.ts'
import type { Outcome } from '../src/kernel/outcome.ts'
import { type CardInReader, givenCardInReader, readerOver } from './card-in-reader.ts'
import { clerk, collectedCard, givenCard, givenPerson, givenVisit, officer } from './given-card.ts'
import { givenChipKeys } from './given-chip-key.ts'
import { testKernel } from './test-kernel.ts'

const kernel = await testKernel(
  { after },
  {
    commands: chipCommands,
    queries: ({ custodian }) =>
      chipQueries({
        custodian,
        clock: () => kernel.now,
        policyReader: () => ({
          number: (key) => kernel.policy.get(key) as number,
          text: String,
          flag: () => false,
          used: () => [],
        }),
      }),
    standing: loadStanding,
    caseConcerns,
    policy: { 'chip.challenge-lifetime': 60 },
  },
)
const { db, custodian, reader } = kernel
await givenChipKeys(kernel)

/** A terminal of a department, and another one of the same. */
const terminal: Actor = { id: 'terminal-1', role: 'department-user', organisationId: 'medical-security' }
const otherTerminal: Actor = { ...terminal, id: 'terminal-2' }
const district: Actor = {
  ...{ id: 'district-1', role: 'district-officer', organisationId: 'human-resources' },
  ...{ district: '110101', officeId: 'office-1' },
}

type Challenge = AnswerOf<typeof operation.chipChallenge>
type Answer = AnswerOf<typeof operation.authenticateChip>

const cardOf = async ({ card }: CardInReader) => (await cardsByKeys(db, [card])).get(card.cardId)
const code = (outcome: Outcome) => (outcome.status === 'refused' ? outcome.code : outcome.status)

const askChallenge = ({ card, identificationCode }: CardInReader, actor = terminal, change = {}) =>
  reader.read(operation.chipChallenge, actor, {
    ...{ cardNumber: card.cardNumber, identificationCode, purpose: 'card-use' },
    ...change,
  })

async function challenged(of: CardInReader, actor = terminal): Promise<Challenge> {
  // An answer, the next challenge and the answer to that come one after another.
  kernel.now = addMilliseconds(kernel.now, 1000)
  const outcome = await askChallenge(of, actor)
  assert.equal(outcome.status, 'accepted', JSON.stringify(outcome))
  kernel.now = addMilliseconds(kernel.now, 1000)
  return (outcome as { answer: Challenge }).answer
}

/** What the chip in that reader answers: a genuine one counts on before it does. */
async function proofOf(of: CardInReader, { personId, cardId, challenge, random1, random2 }: Challenge) {
  const { code: driverCode, text } = await of.driver.authenticateCard(1, random1, random2)
  assert.equal(driverCode, 0, text)
  const [counter = '', cryptogram = ''] = text.split('|')
  const { identificationCode, resetInformation } = of
  return {
    ...{ personId, cardId, challenge, identificationCode, resetInformation },
    ...{ counter: Number(counter), cryptogram },
  }
}

async function proved(of: CardInReader, actor = terminal, change: object = {}): Promise<Answer> {
  const proof = await proofOf(of, await challenged(of, actor))
  const outcome = await kernel.run(operation.authenticateChip, actor, { ...proof, ...change })
  assert.equal(outcome.status, 'accepted', JSON.stringify(outcome))
  return (outcome as { answer: Answer }).answer
}

const genuine = { genuine: true, code: 0, usable: true }
const notGenuine = { genuine: false, code: -21, usable: false }

test('M14.1, M9.2: the chip of a card proves itself at a terminal, and the books keep its counter', async () => {
  const of = await givenCardInReader(kernel, await givenPerson(kernel))
  const before = (await cardOf(of))?.chipCounter ?? 0
  assert.deepEqual(await proved(of), genuine)
  const first = await cardOf(of)
  assert.deepEqual([(first?.chipCounter ?? 0) > before, first?.chipProvedAt], [true, kernel.now])
  assert.deepEqual(await proved(of), genuine)
  assert.ok(((await cardOf(of))?.chipCounter ?? 0) > (first?.chipCounter ?? 0))
  const waiting = await givenCardInReader(kernel, await givenPerson(kernel), collectedCard())
  assert.deepEqual(await proved(waiting), { ...genuine, usable: false })
})

test('M14.1: copied data without the key do not pass: a signal, and nothing is locked', async () => {
  const person = await givenPerson(kernel)
  const of = await givenCardInReader(kernel, person)
  const stranger = await givenCardInReader(kernel, await givenPerson(kernel))
  const forged = { ...of, driver: stranger.driver }
  const counter = (await cardOf(of))?.chipCounter
  assert.deepEqual(await proved(forged), notGenuine)
  assert.deepEqual(await proved(of, terminal, { cryptogram: '0'.repeat(32) }), notGenuine)
  assert.deepEqual(await proved(of, terminal, { counter: 2_000_000_000 }), notGenuine, 'the counter is proved, too')
  const { identificationCode, resetInformation } = stranger
  assert.deepEqual(await proved(of, terminal, { identificationCode }), { ...notGenuine, code: -22 })
  assert.deepEqual(await proved(of, terminal, { resetInformation }), { ...notGenuine, code: -22 })
  const card = await cardOf(of)
  assert.deepEqual([card?.social, card?.chipCounter], ['enabled', counter])
  const [doubts] = await db<{ count: number }[]>`
    select count(*)::integer as count from event where stream_id = ${of.card.cardId} and name = 'chip-doubted'`
  assert.equal(doubts?.count, 5)
  assert.deepEqual(await proved(of), genuine, 'the holder goes on')
})

test('M14.2: a copied key is given away by its counter, and then neither chip works on', async () => {
  const of = await givenCardInReader(kernel, await givenPerson(kernel))
  const copy = { ...of, driver: readerOver(of.memory.slice()) }
  assert.deepEqual(await proved(of), genuine)
  assert.deepEqual(await proved(copy), notGenuine)
  assert.equal((await cardOf(of))?.social, 'locked')
  assert.deepEqual(await proved(of), { ...genuine, usable: false }, 'the original proves itself, and is held')
  const other = await givenCardInReader(kernel, await givenPerson(kernel))
  const first = { ...other, driver: readerOver(other.memory.slice()) }
  assert.deepEqual(await proved(first), genuine, 'a copy that is used first passes once')
  assert.deepEqual(await proved(other), notGenuine, 'and is given away by the next use of the original')
  assert.equal((await cardOf(other))?.social, 'locked')
})

test('M14.2: a recorded answer is worth nothing, and sent twice by mistake it accuses nobody', async () => {
  const of = await givenCardInReader(kernel, await givenPerson(kernel))
  const given = await challenged(of)
  const proof = await proofOf(of, given)
  assert.equal(code(await kernel.run(operation.authenticateChip, terminal, proof, 'same-key')), 'accepted')
  assert.deepEqual(
    await kernel.run(operation.authenticateChip, terminal, proof, 'same-key'),
    { status: 'accepted', answer: genuine },
    'a repetition gets the same answer',
  )
  assert.equal(code(await kernel.run(operation.authenticateChip, terminal, proof)), 'chip-proof-overtaken')
  const fresh = await challenged(of)
  const outcome = await kernel.run(operation.authenticateChip, terminal, { ...proof, challenge: fresh.challenge })
  assert.deepEqual(outcome, { status: 'accepted', answer: notGenuine }, 'an old answer does not fit a new challenge')
  assert.equal((await cardOf(of))?.social, 'enabled')
})

test('M14.2: a challenge is good for one card, one asker and a short time', async () => {
  const of = await givenCardInReader(kernel, await givenPerson(kernel))
  const stranger = await givenCardInReader(kernel, await givenPerson(kernel))
  const over = async (proof: object, actor = terminal) =>
    code(await kernel.run(operation.authenticateChip, actor, proof))
  const proof = await proofOf(of, await challenged(of))
  assert.equal(await over(proof, otherTerminal), 'chip-challenge-over')
  assert.equal(await over({ ...proof, challenge: (await challenged(stranger)).challenge }), 'chip-challenge-over')
  assert.equal(await over({ ...proof, challenge: 'AAAA' }), 'chip-challenge-over')
  const late = await proofOf(of, await challenged(of))
  kernel.now = addMilliseconds(kernel.now, 60_000)
  assert.equal(await over(late), 'chip-challenge-over')
  assert.equal((await cardOf(of))?.chipProvedAt, of.card.chipProvedAt)
  const [one, two] = [await challenged(of), await challenged(of)]
  assert.notEqual(one.random1, two.random1)
})

test('M14.1, M11.1: a challenge needs the number and the code that stand on the chip, a right and a visit', async () => {
  const personId = await givenPerson(kernel)
  const of = await givenCardInReader(kernel, personId)
  assert.equal(code(await askChallenge(of, terminal, { identificationCode: 'F'.repeat(32) })), 'not-found')
  assert.equal(code(await askChallenge(of, terminal, { cardNumber: 'A00000011' })), 'not-found')
  for (const role of ['factory', 'auditor', 'citizen', 'bank-system'] as const)
    assert.equal(code(await askChallenge(of, { id: 'x', role, organisationId: 'x' })), 'not-permitted')
  assert.equal(code(await askChallenge(of, clerk)), 'visit-required')
  const proof = await proofOf(of, await challenged(of))
  assert.equal(code(await kernel.run(operation.authenticateChip, clerk, proof)), 'visit-required')
  await givenVisit(kernel, personId)
  for (const actor of [clerk, district, officer, terminal]) assert.deepEqual(await proved(of, actor), genuine)
})

test('M14.1: an older card, whose keys are not known here, is not asked', async () => {
  const personId = await givenPerson(kernel)
  const card = await givenCard(kernel, personId, [
    ...collectedCard(),
    ['social-enabled', { proof: 'visit', visitId: null, dutyNoticeVersion: '1', channel: 'bank' }],
  ])
  const input = {
    ...{ personId, cardId: card.cardId, challenge: 'AAAA', identificationCode: '0'.repeat(32) },
    ...{ resetInformation: '0'.repeat(26), counter: 1, cryptogram: '0'.repeat(32) },
  }
  assert.equal(code(await kernel.run(operation.authenticateChip, terminal, input)), 'chip-unknown')
})

type Asked = { readonly service: string; readonly business: string; readonly line: string }

const askInstruction = (of: CardInReader, actor: Actor, asked: Asked, change = {}) =>
  reader.read(operation.chipInstruction, actor, {
    ...{ cardNumber: of.card.cardNumber, identificationCode: of.identificationCode },
    ...{ resetInformation: of.resetInformation, purpose: 'card-use', ...asked, ...change },
  })

const readAsked = async (of: CardInReader): Promise<Asked> => ({
  ...{ service: '246', business: '01' },
  line: (await of.driver.iReadCardBas_HSM_Step1(1)).text,
})

const instOf = (outcome: Outcome): string => {
  assert.equal(outcome.status, 'accepted', JSON.stringify(outcome))
  return (outcome as { answer: AnswerOf<typeof operation.chipInstruction> }).answer.inst
}

test('M14.1: a reader without security module reads the card with the answer of the back office', async () => {
  const of = await givenCardInReader(kernel, await givenPerson(kernel))
  const inst = instOf(await askInstruction(of, terminal, await readAsked(of)))
  const { code: driverCode, text } = await of.driver.iReadCardBas_HSM_Step2(inst)
  assert.equal(driverCode, 0, text)
  assert.match(text, new RegExp(`^110000\\|110101199003070011\\|${of.card.cardNumber}\\|`))
  const [audit] = await db<{ purpose: string; outcome: string; caseId: string; personId: string }[]>`
    select purpose, outcome, case_id, person_id from audit_entry
    where operation = 'chip-instruction' and person_id = ${of.card.personId}`
  const { personId, cardId } = of.card
  assert.deepEqual({ ...audit }, { purpose: 'card-use', outcome: 'read', caseId: cardId, personId })
})

test('M14.1: authority to write or to reset the PIN is for those whose business it is, with the holder there', async () => {
  const personId = await givenPerson(kernel)
  const of = await givenCardInReader(kernel, personId)
  const info = `${of.identificationCode}|${of.card.cardNumber}|`
  const reset = { service: '244', business: '02', line: (await of.driver.iReloadPIN_HSM_Step1(1, info)).text }
  assert.equal(code(await askInstruction(of, clerk, reset)), 'visit-required')
  await givenVisit(kernel, personId)
  const proof = instOf(await askInstruction(of, clerk, reset))
  const second = await of.driver.iReloadPIN_HSM_Step2(proof)
  assert.equal(second.code, 0, second.text)
  const command = instOf(await askInstruction(of, clerk, { service: '245', business: '02', line: second.text }))
  assert.equal((await of.driver.iReloadPIN_HSM_Step3(command)).code, 0)
  for (const actor of [terminal, district])
    assert.equal(code(await askInstruction(of, actor, reset)), 'chip-business-not-permitted', actor.role)

  const step = await of.driver.iWriteCard_HSM_Step1(1, info, '3F00EF06|08|$')
  assert.equal(step.code, 0, step.text)
  const write = { service: '244', business: '04', line: step.text }
  assert.equal(code(await askInstruction(of, clerk, write)), 'chip-business-not-permitted')
  assert.equal(
    code(await askInstruction(of, clerk, { ...write, business: '01' })),
    'chip-line-wrong',
    'no write key to read',
  )
  assert.ok(instOf(await askInstruction(of, district, write)))
  for (const business of ['07', '04'])
    assert.notEqual(code(await askInstruction(of, terminal, { ...write, service: '245', business })), 'accepted')
})

test('M14.1: no instruction for a card that is locked, another one, or not what the register says', async () => {
  const personId = await givenPerson(kernel)
  const of = await givenCardInReader(kernel, personId)
  const stranger = await givenCardInReader(kernel, await givenPerson(kernel))
  const asked = await readAsked(of)
  const { identificationCode, resetInformation } = stranger
  assert.equal(code(await askInstruction(of, terminal, asked, { identificationCode })), 'not-found')
  assert.equal(code(await askInstruction(of, terminal, asked, { resetInformation })), 'chip-differs')
  assert.equal(code(await askInstruction(stranger, terminal, asked)), 'chip-line-wrong', 'a line of another card')
  assert.equal(code(await askInstruction(of, terminal, { ...asked, line: 'A|B|' })), 'chip-line-wrong')
  await proved(of)
  const copy = { ...of, driver: readerOver(of.memory.slice()) }
  await proved(of)
  assert.deepEqual(await proved(copy), notGenuine)
  assert.equal(code(await askInstruction(of, terminal, asked)), 'card-locked')
  assert.equal(code(await askInstruction(of, clerk, asked)), 'visit-required', 'whoever has no right learns no state')
  const [audit] = await db<{ refusal: string; personId: string }[]>`
    select refusal, person_id from audit_entry
    where operation = 'chip-instruction' and refusal = 'card-locked' and person_id = ${personId}`
  assert.ok(audit, 'a refusal says whose card it was')
})

test('M14.1: the back office does not answer a challenge of ours for whoever has no chip', async () => {
  const of = await givenCardInReader(kernel, await givenPerson(kernel))
  const { line } = await readAsked(of)
  const parsed = parseReadLine(line)
  assert.ok(parsed)
  const given = await challenged(of)
  const counter = ((await cardOf(of))?.chipCounter ?? 0) + 1000
  const data = countedData(Uint8Array.fromHex(given.random2), counter).toHex().toUpperCase()
  const fields = line.split('|')
  const oracle = [...fields.slice(0, 4), given.random1, data, ...fields.slice(6)].join('|')
  assert.equal(
    code(await askInstruction(of, terminal, { service: '246', business: '01', line: oracle })),
    'chip-line-wrong',
  )
  // What it would have answered is the proof of a chip: the key machine itself has no way to tell.
  const answered = await instruct(custodian.chipHsm, {
    ...{ service: '246/01', line: oracle, suite: custodian.chipSuites.sm, version: 1, area: '110000' },
    factor: Uint8Array.fromHex(of.resetInformation).slice(-8),
  })
  assert.ok(answered.ok)
  const { personId, cardId, challenge } = given
  const { identificationCode, resetInformation } = of
  const outcome = await kernel.run(operation.authenticateChip, terminal, {
    ...{ personId, cardId, challenge, identificationCode, resetInformation, counter },
    cryptogram: answered.inst.split('|')[0],
  })
  assert.deepEqual(outcome, { status: 'accepted', answer: genuine })
})

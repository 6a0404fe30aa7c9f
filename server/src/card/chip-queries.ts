import { type BackOfficeService, type Instruction, instruct } from '@yika/chip/driver/back-office.ts'
import { hex } from '@yika/chip/driver/driver-text.ts'
import { parseReadLine } from '@yika/chip/driver/hsm-line.ts'
import { type Actor, systemActor } from '@yika/core/access/actor.ts'
import { addMilliseconds, type Instant } from '@yika/core/calendar/instant.ts'
import { chipBusinessRefused } from '@yika/core/card/chip-business.ts'
import { chipSuiteOf } from '@yika/core/card/chip-suite.ts'
import { oldOrNewCardNumber } from '@yika/core/card/old-or-new-card-number.ts'
import * as operation from '@yika/core/card/schema.ts'
import { type Refused, refuse } from '@yika/core/decision/decision.ts'
import type { InputOf } from '@yika/core/operation/operation.ts'
import type { Custodian } from '../kernel/custody/custodian.ts'
import type { Database } from '../kernel/database/database.ts'
import type { KernelParts } from '../kernel/parts.ts'
import { type Query, query, type Read } from '../kernel/query.ts'
import { isOurChallenge, newChipChallenge } from './chip-challenge.ts'
import { chipFactorOf } from './chip-factor.ts'
import { type Found, findCards, subjectOf } from './queries.ts'
import { cardsOfNumbers } from './store.ts'

export interface ChipQueryParts extends Pick<KernelParts, 'clock' | 'policyReader'> {
  readonly custodian: Custodian
}

type Challenged = Found & { readonly now: Instant; readonly given: ReturnType<typeof newChipChallenge> }
type Instructed = Found & { readonly refused?: Refused; readonly inst?: string }

/** Article 14: challenges for chips, and authority over them for readers that have no security module. */
export function chipQueries({ custodian, clock, policyReader }: ChipQueryParts): readonly Query[] {
  return [
    query({
      operation: operation.chipChallenge,
      async load(db, reads) {
        const found = await findByChip(db, reads)
        const now = clock()
        return reads.map(({ actor }, position): Challenged | undefined => {
          const one = found[position]
          return one && { ...one, now, given: newChipChallenge(custodian, one.card.cardId, actor.id, now) }
        })
      },
      subjects: (found) => (found === undefined ? undefined : [subjectOfChip(found)]),
      fields: [],
      answer(found) {
        const { card, given, now } = found as Challenged
        const lifetimeMs = policyReader(systemActor, now).number('chip.challenge-lifetime') * 1000
        return {
          ...{ personId: card.personId, cardId: card.cardId, challenge: given.token },
          ...{ random1: hex(given.random1), random2: hex(given.random2) },
          until: addMilliseconds(now, lifetimeMs),
        }
      },
    }),
    query({
      operation: operation.chipInstruction,
      async load(db, reads) {
        const found = await findByChip(db, reads)
        return Promise.all(
          reads.map(({ input, actor }, position) => {
            const one = found[position]
            return one === undefined ? undefined : instructed(custodian, one, input, actor)
          }),
        )
      },
      subjects: (found) => (found === undefined ? undefined : [subjectOfChip(found)]),
      barred: (found) => found?.refused,
      fields: [],
      answer: (found) => ({ code: '1', message: '成功', inst: found?.inst ?? '' }),
    }),
  ]
}

/** The card whose number and identification code the reader has read from it; a number alone finds nothing. */
async function findByChip(
  db: Database,
  reads: readonly Read<{ readonly cardNumber: string; readonly identificationCode: string }>[],
): Promise<readonly (Found | undefined)[]> {
  const numbers = reads.map(({ input }) => oldOrNewCardNumber(input.cardNumber) ?? '')
  const keys = await cardsOfNumbers(db, numbers)
  const found = await findCards(db, [...keys.values()])
  const byCard = new Map(found.flatMap((one) => (one === undefined ? [] : [[one.card.cardId, one] as const])))
  return reads.map(({ input }, position) => {
    const one = byCard.get(keys.get(numbers[position] as string)?.cardId ?? '')
    return one?.card.chipIdentificationCode === input.identificationCode ? one : undefined
  })
}

/** The card in the reader is the case that the read is for. */
function subjectOfChip({ person, card }: Found) {
  return { ...subjectOf(person, card.bankId), caseId: card.cardId }
}

type Asked = InputOf<typeof operation.chipInstruction>

const services: Readonly<Record<string, BackOfficeService>> = Object.fromEntries(
  (['246/01', '244/01', '244/02', '244/04', '245/02'] as const).map((service) => [service, service]),
)

async function instructed(custodian: Custodian, found: Found, asked: Asked, actor: Actor): Promise<Instructed> {
  const { card } = found
  const service = services[`${asked.service}/${asked.business}`]
  const factor = chipFactorOf(card)
  const refused =
    chipBusinessRefused(card, asked, actor.role) ??
    (service === undefined || answersOurselves(custodian, card.cardId, asked) ? refuse('chip-line-wrong') : undefined)
  if (refused !== undefined) return { ...found, refused }
  if (service === undefined || factor === undefined || card.chipKeyVersion === null)
    return { ...found, refused: refuse('chip-unknown') }
  const instruction: Instruction = await instruct(custodian.chipHsm, {
    service,
    line: asked.line,
    suite: custodian.chipSuites[chipSuiteOf(card.generation)],
    version: card.chipKeyVersion,
    area: card.issuingArea,
    factor,
  })
  return instruction.ok ? { ...found, inst: instruction.inst } : { ...found, refused: refuse('chip-line-wrong') }
}

/** A line that asks what a chip would say to a challenge of ours: its answer would prove a chip that is not there. */
function answersOurselves(custodian: Custodian, cardId: string, { service, line }: Asked): boolean {
  const asked = service === '246' ? parseReadLine(line) : undefined
  return asked !== undefined && isOurChallenge(custodian, cardId, asked.internalRandom, asked.internalData)
}

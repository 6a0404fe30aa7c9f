import { statusWords } from '../apdu/status-word.ts'
import { writeKeyInstruction } from '../key/write-key.ts'
import { appendRecord } from './append-record.ts'
import { blockApplication, unblockApplication } from './block-application.ts'
import { blockCard } from './block-card.ts'
import { changePin } from './change-pin.ts'
import type { Command } from './chip.ts'
import { externalAuthenticate } from './external-authenticate.ts'
import { getChallenge } from './get-challenge.ts'
import { getData } from './get-data.ts'
import { internalAuthenticate } from './internal-authenticate.ts'
import { getProcessingOptions, readPaymentRecord, storeData } from './payment-environment.ts'
import { debitForPurchase, getTransactionProof, initializePurchase } from './purchase.ts'
import { readBinary } from './read-binary.ts'
import { readRecord } from './read-record.ts'
import { reloadPin } from './reload-pin.ts'
import { select } from './select.ts'
import type { Session } from './session.ts'
import { unblockPin } from './unblock-pin.ts'
import { updateBinary } from './update-binary.ts'
import { updateRecord } from './update-record.ts'
import { verifyPin } from './verify-pin.ts'
import { writeKey } from './write-key.ts'
import { writePin } from './write-pin.ts'

export interface Instruction {
  readonly classes: readonly number[]
  readonly ins: number
  readonly run: Command
  /** Also in an application that is blocked for a time; SELECT leaves it in any case. */
  readonly whenBlocked?: true
}

const written = [0x00, 0x04, 0x84] as const

/** P1 or P2 tells some commands apart; no command is meant by any other value. */
const byP1 = (commands: Readonly<Record<number, Command>>): Command => {
  return (chip, command) => commands[command.p1]?.(chip, command) ?? statusWords.wrongParameters
}
const byP2 = (commands: Readonly<Record<number, Command>>): Command => {
  return (chip, command) => commands[command.p2]?.(chip, command) ?? statusWords.wrongParameters
}

const socialSecurity: readonly Instruction[] = [
  { classes: [0x00], ins: 0xa4, run: select },
  { classes: [0x00], ins: 0xb2, run: readRecord },
  { classes: written, ins: 0xdc, run: updateRecord },
  { classes: written, ins: 0xe2, run: appendRecord },
  { classes: [0x00], ins: 0xb0, run: readBinary },
  { classes: written, ins: 0xd6, run: updateBinary },
  { classes: [0x00], ins: 0x84, run: getChallenge, whenBlocked: true },
  { classes: [0x00], ins: 0x88, run: internalAuthenticate },
  { classes: [0x00], ins: 0x82, run: externalAuthenticate },
  { classes: [0x00], ins: 0x20, run: verifyPin },
  { classes: [0x80], ins: 0x5e, run: changePin },
  { classes: [0x84], ins: 0x24, run: byP2({ 0: unblockPin, 1: reloadPin }) },
  {
    classes: [writeKeyInstruction.cla],
    ins: writeKeyInstruction.ins,
    run: byP1({ [writeKeyInstruction.key]: writeKey, [writeKeyInstruction.pin]: writePin }),
  },
  { classes: [0x84], ins: 0x1e, run: blockApplication, whenBlocked: true },
  { classes: [0x84], ins: 0x18, run: unblockApplication, whenBlocked: true },
  { classes: [0x84], ins: 0x16, run: blockCard, whenBlocked: true },
  { classes: [0x80], ins: 0xca, run: getData },
  { classes: [0x80], ins: 0x50, run: initializePurchase },
  { classes: [0x80], ins: 0x54, run: debitForPurchase },
  { classes: [0x80], ins: 0x5a, run: getTransactionProof },
]

const payment: readonly Instruction[] = [
  { classes: [0x00], ins: 0xa4, run: select },
  { classes: [0x80], ins: 0xa8, run: getProcessingOptions },
  { classes: [0x00], ins: 0xb2, run: readPaymentRecord },
  { classes: [0x80], ins: 0xe2, run: storeData },
]

const code = (cla: number, ins: number) => (cla << 8) | ins

const byCode = (instructions: readonly Instruction[]): ReadonlyMap<number, Instruction> =>
  new Map(
    instructions.flatMap((instruction) => instruction.classes.map((cla) => [code(cla, instruction.ins), instruction])),
  )

const tables = { SSSE: byCode(socialSecurity), PSE: byCode(payment) } as const
const everywhere = [...socialSecurity, ...payment]
const classes = new Set(everywhere.flatMap((instruction) => instruction.classes))
const codes = new Set([...tables.SSSE.keys(), ...tables.PSE.keys()])
const known = new Set(everywhere.map(({ ins }) => ins))

/** The command, or why there is none: the other environment's commands ask for its selection. */
export function instructionFor(environment: Session['environment'], cla: number, ins: number): Instruction | number {
  const instruction = tables[environment].get(code(cla, ins))
  if (instruction !== undefined) return instruction
  if (codes.has(code(cla, ins))) return statusWords.conditionsNotSatisfied
  return known.has(ins) || !classes.has(cla) ? statusWords.unknownClass : statusWords.unknownInstruction
}

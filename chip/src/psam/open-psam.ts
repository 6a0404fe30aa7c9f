import { type CommandApdu, parseCommand } from '../apdu/command-apdu.ts'
import { encodeResponse } from '../apdu/response-apdu.ts'
import { moreBytes, statusWords, wrongLe } from '../apdu/status-word.ts'
import { concat } from '../bytes/concat.ts'
import type { ChipParts, VirtualCard } from '../card/virtual-card.ts'
import { type Memory, PowerCut } from '../memory/memory.ts'
import { answerToReset } from '../profile/answer-to-reset.ts'
import { initialiseKey } from './initialise-key.ts'
import { readPsamFile, selectPsamFile } from './psam-file.ts'
import { readPsam } from './psam-memory.ts'
import { forgetWorkingKey, type PsamAnswer, type PsamSession } from './psam-session.ts'
import { useWorkingKey } from './use-working-key.ts'

const getResponse = 0x00c0

/** Class and instruction. */
const commands: Readonly<Record<number, (session: PsamSession, command: CommandApdu) => PsamAnswer>> = {
  [0x00a4]: selectPsamFile,
  [0x00b0]: readPsamFile,
  [0xbfde]: initialiseKey,
  [0x80fa]: useWorkingKey,
}
const classes = new Set(Object.keys(commands).map((code) => Number(code) >> 8))

const asciiName = Uint8Array.from('PSAM', (letter) => letter.charCodeAt(0))
const status = (word: number) => encodeResponse({ data: new Uint8Array(), status: word })

/**
 * The PSAM of a reader, a second virtual card: it holds the keys of terminals at the level of nation, province or city, makes of them
 * the key of a card and proves it, and lets none of them out. Simulated: the published commands are those of one maker. It speaks T=0.
 * Throws for a memory that is not a PSAM's.
 */
export function openPsam(memory: Memory, { suites }: ChipParts): VirtualCard {
  const psam = readPsam(memory)
  if (psam === undefined) throw new RangeError('this is not the memory of a PSAM')
  const reset = answerToReset(concat(Uint8Array.of(0x00, 0x81), asciiName, psam.serial.subarray(-7)), 'T=0')
  let session: PsamSession | undefined

  const powerOff = () => {
    if (session !== undefined) forgetWorkingKey(session)
    session = undefined
  }

  return {
    powerOn() {
      powerOff()
      const application = psam.keys.some(({ suite }) => suite === 'des') ? 'des' : 'sm'
      session = { psam, suites, application, file: undefined, working: undefined, pending: undefined }
      return reset
    },
    powerOff,
    transmit(bytes) {
      if (session === undefined) throw new PowerCut('the PSAM has no power')
      const command = parseCommand(bytes)
      return command === undefined ? status(statusWords.wrongLength) : answer(session, command)
    },
  }
}

/** What answers a command with data waits for GET RESPONSE, as T=0 has it. */
function answer(session: PsamSession, command: CommandApdu): Uint8Array {
  const code = (command.cla << 8) | command.ins
  const { pending } = session
  session.pending = undefined
  if (code === getResponse) {
    if (pending === undefined) return status(statusWords.conditionsNotSatisfied)
    if (command.le !== undefined && command.le <= pending.length) return fetched(session, pending, command.le)
    session.pending = pending
    return status(wrongLe(pending.length))
  }
  const act = commands[code]
  if (act === undefined)
    return status(classes.has(command.cla) ? statusWords.unknownInstruction : statusWords.unknownClass)
  const result = act(session, command)
  if (typeof result === 'number') return status(result)
  if (command.data.length === 0) return encodeResponse({ data: result, status: statusWords.success })
  session.pending = Uint8Array.from(result)
  return status(moreBytes(result.length))
}

function fetched(session: PsamSession, pending: Uint8Array, count: number): Uint8Array {
  const rest = pending.subarray(count)
  if (rest.length > 0) session.pending = rest
  return encodeResponse({
    data: pending.subarray(0, count),
    status: rest.length > 0 ? moreBytes(rest.length) : statusWords.success,
  })
}

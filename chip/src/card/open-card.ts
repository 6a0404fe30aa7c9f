import { type CommandApdu, parseCommand } from '../apdu/command-apdu.ts'
import { encodeResponse } from '../apdu/response-apdu.ts'
import { moreBytes, statusWords, wrongLe } from '../apdu/status-word.ts'
import { cardFactor } from '../key/factor.ts'
import { journalIn } from '../memory/journal.ts'
import { type Memory, PowerCut } from '../memory/memory.ts'
import { faultyAtMost, MemoryFault } from '../memory/memory-fault.ts'
import { answerToReset, type Protocol } from '../profile/answer-to-reset.ts'
import { profileOf } from '../profile/profiles.ts'
import { headerBytes, layoutOf } from './card-layout.ts'
import type { Answer, Chip } from './chip.ts'
import { getResponse } from './get-response.ts'
import { instructionFor } from './instructions.ts'
import { cardLock, directoryLock } from './lock-state.ts'
import { fingerprintIn, readMemoryHeader } from './memory-header.ts'
import { newSession } from './session.ts'
import type { ChipParts, VirtualCard } from './virtual-card.ts'

const getResponseInstruction = 0xc0
const selectInstruction = 0xa4
const nothing = new Uint8Array()
const statusOnly = (status: number) => encodeResponse({ data: nothing, status })

/** A card with power; without a chip it has an answer to reset and says 6581 to everything. */
interface Powered {
  readonly protocol: Protocol
  readonly reset: Uint8Array
  chip: Chip | undefined
}

/** The chip that lives in this memory. A memory that is no card's stays mute at power on. */
export function openCard(memory: Memory, parts: ChipParts): VirtualCard {
  const guarded = faultyAtMost(memory)
  let powered: Powered | undefined

  /** Without power there is no card to ask: what is under way ends, and so does the session. */
  function orSilence<Result>(act: () => Result): Result {
    try {
      return act()
    } catch (error) {
      if (error instanceof PowerCut) powered = undefined
      throw error
    }
  }

  return {
    powerOn: () =>
      orSilence(() => {
        powered = start(guarded, parts)
        return powered.reset.slice()
      }),
    powerOff() {
      powered = undefined
    },
    transmit: (bytes) =>
      orSilence(() => {
        if (powered === undefined) throw new PowerCut('the chip has no power')
        return answered(powered, bytes)
      }),
  }
}

function start(memory: Memory, parts: ChipParts): Powered {
  const mute: Powered = { protocol: 'T=0', reset: nothing, chip: undefined }
  try {
    const head = memory.read(0, headerBytes)
    const header = readMemoryHeader(head)
    if (header === undefined) return mute
    const profile = profileOf(header.version)
    const layout = layoutOf(profile)
    const { protocol } = header
    const reset = answerToReset(header.historicalBytes, header.protocol)
    if (fingerprintIn(head) !== layout.fingerprint || memory.size < layout.size)
      return { protocol, reset, chip: undefined }
    const journal = journalIn(memory, layout.journal.offset, layout.journal.size)
    const powered: Powered = { protocol, reset, chip: undefined }
    if (!mended(journal.mend)) return powered
    const { suites, random } = parts
    powered.chip = {
      ...{ memory, journal, layout, suite: suites[profile.suite], random, session: newSession() },
      factor: cardFactor(header.historicalBytes),
    }
    return powered
  } catch (error) {
    if (error instanceof MemoryFault) return mute
    throw error
  }
}

function mended(mend: () => void): boolean {
  try {
    mend()
    return true
  } catch (error) {
    if (error instanceof MemoryFault) return false
    throw error
  }
}

/** After a fault the memory is not trusted before the next power on has mended it. */
function answered(powered: Powered, bytes: Uint8Array): Uint8Array {
  const { chip, protocol } = powered
  if (chip === undefined) return statusOnly(statusWords.memoryFault)
  try {
    return onTheLine(chip, protocol, bytes)
  } catch (error) {
    if (!(error instanceof MemoryFault)) throw error
    powered.chip = undefined
    return statusOnly(statusWords.memoryFault)
  }
}

function onTheLine(chip: Chip, protocol: Protocol, bytes: Uint8Array): Uint8Array {
  const { session } = chip
  // A copy: parts of a command are kept until the next one, and whoever sent it may use its bytes again.
  const command = parseCommand(new Uint8Array(bytes))
  if (command?.cla === 0 && command.ins === getResponseInstruction) return getResponse(session, command)
  session.pending = undefined
  if (command === undefined || (command.extended && protocol === 'T=0')) return statusOnly(statusWords.wrongLength)
  const answer = run(chip, command)
  if (typeof answer === 'number') return statusOnly(answer)
  if (protocol === 'T=0' && command.data.length > 0) {
    session.pending = answer
    return statusOnly(moreBytes(answer.length))
  }
  return fits(protocol, command, answer.length)
    ? encodeResponse({ data: answer, status: statusWords.success })
    : statusOnly(wrongLe(answer.length))
}

/** T=0 has one byte for the length of an answer, and it must be right; T=1 sends what is there unless less was asked for. */
function fits(protocol: Protocol, { le, data }: CommandApdu, length: number): boolean {
  if (protocol === 'T=0') return (le ?? 256) === length
  return le === undefined || data.length > 0 || le >= length
}

/** A blocked card serves nothing, a blocked application little. */
function run(chip: Chip, command: CommandApdu): Answer {
  const { session } = chip
  if (cardLock(chip) !== 'open')
    return command.ins === selectInstruction ? statusWords.notSupported : statusWords.permanentlyLocked
  const instruction = instructionFor(session.environment, command.cla, command.ins)
  if (typeof instruction === 'number') return instruction
  if (session.environment === 'SSSE' && command.ins !== selectInstruction) {
    const lock = directoryLock(chip)
    if (lock === 'locked') return statusWords.permanentlyLocked
    if (lock === 'blocked' && instruction.whenBlocked !== true) return statusWords.conditionsNotSatisfied
  }
  return instruction.run(chip, command)
}

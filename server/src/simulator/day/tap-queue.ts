import { instantOf } from '@yika/core/calendar/instant.ts'
import type { InputOf } from '@yika/core/operation/operation.ts'
import { tapsMost, uploadTaps } from '@yika/core/travel/schema.ts'
import type { DayTerminal } from './day-parties.ts'

type Tap = Omit<InputOf<typeof uploadTaps>['taps'][number], 'sequence'>

/** What became of the taps of the day. */
export interface TapCounts {
  sent: number
  recorded: number
  uncharged: number
  refused: Record<string, number>
}

/**
 * The taps that a gate holds until it reaches the office: sent in pieces, some twice, the pieces out of order. A tap is named by terminal and
 * sequence, so the office counts each once, also when all of them come again after a restart.
 */
export interface TapQueue {
  add(terminal: DayTerminal, tap: Tap): Promise<void>
  flush(): Promise<void>
  readonly counts: TapCounts
}

const twiceEvery = 50
const lateEvery = 10

/** `firstSequence` sets the taps of this day apart from those of every other. */
export function tapQueue(firstSequence: number): TapQueue {
  interface Gate {
    readonly terminal: DayTerminal
    sequence: number
    held: InputOf<typeof uploadTaps>['taps']
    /** A piece that comes after the next one. */
    late: InputOf<typeof uploadTaps>['taps']
    pieces: number
  }
  const gates = new Map<string, Gate>()
  const counts: TapCounts = { sent: 0, recorded: 0, uncharged: 0, refused: {} }

  async function upload(gate: Gate, taps: Gate['held'], repeated: boolean): Promise<void> {
    if (taps.length === 0) return
    const clock = instantOf(Date.now())
    const result = await gate.terminal.client.call(uploadTaps, { clock, taps }, crypto.randomUUID())
    if (!result.ok) throw new Error(`${gate.terminal.terminalId} could not upload: ${result.refusal.code}`)
    if (repeated) return
    counts.sent += taps.length
    for (const { outcome, counts: charged, reason } of result.answer.taps) {
      if (outcome === 'refused') counts.refused[reason ?? ''] = (counts.refused[reason ?? ''] ?? 0) + 1
      else if (charged === false) counts.uncharged += 1
      else counts.recorded += 1
    }
  }

  async function piece(gate: Gate): Promise<void> {
    const taps = gate.held
    gate.held = []
    gate.pieces += 1
    if (gate.pieces % lateEvery === 1 && gate.late.length === 0) {
      gate.late = taps
      return
    }
    await upload(gate, taps, false)
    if (gate.pieces % twiceEvery === 2) await upload(gate, taps, true)
    const late = gate.late
    gate.late = []
    await upload(gate, late, false)
  }

  return {
    counts,
    async add(terminal, tap) {
      const known = gates.get(terminal.terminalId)
      const gate = known ?? { terminal, sequence: firstSequence, held: [], late: [], pieces: 0 }
      gates.set(terminal.terminalId, gate)
      gate.held.push({ sequence: gate.sequence, ...tap })
      gate.sequence += 1
      if (gate.held.length === tapsMost) await piece(gate)
    },
    async flush() {
      for (const gate of gates.values()) {
        await upload(gate, gate.held, false)
        await upload(gate, gate.late, false)
        gate.held = []
        gate.late = []
      }
    },
  }
}

import { randomBytes } from 'node:crypto'
import { openCard } from '@yika/chip/card/open-card.ts'
import { type ChipPresentation, presentCard } from '@yika/chip/driver/present-card.ts'
import { memoryOver } from '@yika/chip/memory/memory.ts'
import { chipParts } from '@yika/chip/node/chip-parts.ts'
import { sm3 } from '@yika/chip/node/sm3.ts'
import { cardInMemory } from '@yika/chip/terminal/card-in-memory.ts'
import type { Actor } from '@yika/core/access/actor.ts'
import type { Day, Instant } from '@yika/core/calendar/instant.ts'
import type { Terminal } from '@yika/core/terminal/terminal.ts'
import type { Database } from '../src/kernel/database/database.ts'
import { terminalStream } from '../src/terminal/store.ts'

/** A terminal as its institution registered it. */
export async function givenTerminal(
  { db }: { readonly db: Database },
  given: Pick<Terminal, 'terminalId' | 'institutionId' | 'services'> & Partial<Terminal>,
): Promise<Actor> {
  const terminal: Terminal = {
    ...{ kind: 'gate', place: 'east gate', district: '110101', keys: [], offline: true, status: 'active' },
    ...{ registeredOn: '2026-11-01' as Day, seenAt: null, health: null, reader: null, software: null },
    ...{ waiting: 0, clockOffMs: null, lists: [], suspendedBy: given.status === 'suspended' ? 'office' : null },
    ...given,
  }
  await db.begin((tx) => terminalStream.save(tx, [{ ...terminal, version: 1 }]))
  return { id: terminal.terminalId, role: 'terminal', organisationId: 'landscaping', officeId: terminal.institutionId }
}

/** The system of an institution. */
export function systemOf(institutionId: string): Actor {
  return { id: `system-of-${institutionId}`, role: 'institution', organisationId: 'health', officeId: institutionId }
}

/** The chip of this memory at a terminal: it counts on. */
export function tapped(memory: Uint8Array, terminalId: string, at: Instant): Promise<ChipPresentation> {
  const nonce = Uint8Array.from(randomBytes(8))
  const reader = cardInMemory(openCard(memoryOver(memory), chipParts))
  return presentCard(reader, { terminalId, at, nonce, carrier: 'contactless-chip', digest: sm3 })
}

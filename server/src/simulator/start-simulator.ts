import { systemActor } from '@yika/core/access/actor.ts'
import { registerClient, registerOrganisation, replaceClientKeys } from '@yika/core/access/schema.ts'
import type { Operation } from '@yika/core/operation/operation.ts'
import { measuresInForce } from '@yika/core/policy/policy-source.ts'
import { newTokenSigningKey } from '../kernel/custody/token-signing-key.ts'
import type { Database } from '../kernel/database/database.ts'
import type { Executor } from '../kernel/execute.ts'
import { newId } from '../kernel/identifier.ts'
import { partiesWithWork } from '../production/store.ts'
import type { PartyKey } from './client-assertion.ts'
import { type Faults, noFaults } from './faults.ts'
import type { Party } from './party.ts'
import { createPlayers, type Deed } from './play-round.ts'

export interface SimulatorParts {
  readonly db: Database
  readonly executor: Executor
  /** Where the platform can be reached: the parties come in by the front door. */
  readonly baseUrl: string
  readonly faults?: Faults
  readonly everyMs?: number
  told(deed: Deed): void
  report(error: unknown): void
}

export interface Simulator {
  /** One round now; a demonstration need not wait for the clock. */
  round(): Promise<readonly Deed[]>
  stop(): Promise<void>
}

export const sampleFactory = 'sample-factory'
export const sampleCertifier = 'sample-certifier'

/**
 * Plays every bank, the certificate system and the factory of the sample city. Their keys are made anew at each start,
 * and they look for work only when the books say that there is some, so that an idle city leaves no trace in the audit log.
 */
export async function startSimulator(parts: SimulatorParts): Promise<Simulator> {
  const { db, executor, baseUrl, faults = noFaults, everyMs = 2000 } = parts
  const parties = new Map<string, Party>()
  const players = createPlayers(baseUrl)

  async function partyFor(work: {
    readonly plays: Party['plays']
    readonly id: string
    readonly bankCode: string | null
  }) {
    const known = parties.get(`${work.plays}/${work.id}`)
    if (known !== undefined) return known
    const key = newTokenSigningKey('EdDSA') as PartyKey
    const clientId = work.plays === 'bank' ? `simulated-bank-${work.bankCode}` : `simulated-${work.plays}`
    const place = work.plays === 'bank' ? { bankId: work.id } : { organisationId: work.id }
    const role = work.plays === 'bank' ? 'bank-system' : 'factory'
    await signUp(executor, { clientId, name: `Simulated ${work.plays}`, role, ...place }, key)
    const party: Party =
      work.plays === 'bank'
        ? { clientId, key, plays: 'bank', bankId: work.id, bankCode: work.bankCode ?? '' }
        : { clientId, key, plays: work.plays, organisationId: work.id }
    parties.set(`${work.plays}/${work.id}`, party)
    return party
  }

  // Only the sample city has this factory: beside real people the first party is refused, and nothing is simulated.
  await partyFor({ plays: 'factory', id: sampleFactory, bankCode: null })
  await registerCertifier(executor)

  async function round(): Promise<readonly Deed[]> {
    const simulated = (await partiesWithWork(db)).filter(
      ({ plays, id }) => plays === 'bank' || id === (plays === 'factory' ? sampleFactory : sampleCertifier),
    )
    const due = await Promise.all(simulated.map(partyFor))
    const deeds = await players.round(due, faults)
    for (const deed of deeds) parts.told(deed)
    return deeds
  }

  let playing: Promise<unknown> = Promise.resolve()
  const inTurn = () => {
    const next = playing.then(round)
    playing = next.catch(parts.report)
    return next
  }
  const timer = setInterval(() => void inTurn().catch(() => {}), everyMs)
  return {
    round: inTurn,
    async stop() {
      clearInterval(timer)
      await playing
    },
  }
}

interface ClientInput {
  readonly clientId: string
  readonly name: string
  readonly role: 'bank-system' | 'factory'
}

/** Registered at the first start, with a new key at each later one. */
async function signUp(executor: Executor, client: ClientInput, { kty, crv, x }: PartyKey): Promise<void> {
  const keys = [{ kty, crv, x }]
  const first = await run(executor, registerClient, { ...client, keys })
  if (first === 'accepted') return
  const later = await run(executor, replaceClientKeys, { clientId: client.clientId, keys })
  if (later !== 'accepted') throw new Error(`the simulated party ${client.clientId} was refused: ${first}, ${later}`)
}

/** Refused as known from the second start on. */
async function registerCertifier(executor: Executor): Promise<void> {
  await run(executor, registerOrganisation, {
    organisationId: sampleCertifier,
    kind: 'other',
    field: { zh: '样例', en: 'sample' },
    name: { zh: '样例证书系统（模拟）', en: 'sample certificate system (simulated)' },
    contact: '96066',
    validFrom: measuresInForce,
  })
}

async function run(executor: Executor, operation: Operation, input: object): Promise<string> {
  const outcome = await executor.execute(operation, { actor: systemActor, key: newId(Date.now()), input })
  return outcome.status === 'accepted' ? 'accepted' : outcome.code
}

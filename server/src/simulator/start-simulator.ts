import { type Actor, systemActor } from '@yika/core/access/actor.ts'
import { responsibleDepartment } from '@yika/core/access/organisation.ts'
import { registerClient, registerOrganisation, replaceClientKeys } from '@yika/core/access/schema.ts'
import type { Operation } from '@yika/core/operation/operation.ts'
import { measuresInForce } from '@yika/core/policy/policy-source.ts'
import { confirmFactoryKey, setFactoryKey } from '@yika/core/production/chip-key-schema.ts'
import type { FactoryPublicKey } from '@yika/core/production/factory-key.ts'
import { newTokenSigningKey } from '../kernel/custody/token-signing-key.ts'
import type { Database } from '../kernel/database/database.ts'
import type { Executor } from '../kernel/execute.ts'
import { newId } from '../kernel/identifier.ts'
import { partiesWithWork } from '../production/store.ts'
import { banksToPay } from '../settlement/benefit/line-store.ts'
import type { PartyKey } from './client-assertion.ts'
import { type Drawer, drawerInMemory } from './drawer.ts'
import { type Faults, noFaults } from './faults.ts'
import { newOpeningKey, publicKeyOf } from './opening-key.ts'
import type { Party } from './party.ts'
import { createPlayers, type Deed } from './play-round.ts'

export interface SimulatorParts {
  readonly db: Database
  readonly executor: Executor
  /** Where the platform can be reached: the parties come in by the front door. */
  readonly baseUrl: string
  readonly faults?: Faults
  /** Where the cards of the factory lie; they are forgotten with the process where none is given. */
  readonly drawer?: Drawer
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
  const { db, executor, baseUrl, faults = noFaults, drawer = drawerInMemory(), everyMs = 2000 } = parts
  const parties = new Map<string, Party>()
  const players = createPlayers(baseUrl, drawer)

  async function partyFor(work: Work): Promise<Party> {
    const known = parties.get(`${work.plays}/${work.id}`)
    if (known !== undefined) return known
    const key = newTokenSigningKey('EdDSA') as PartyKey
    const clientId = work.plays === 'bank' ? `simulated-bank-${work.bankCode}` : `simulated-${work.plays}`
    const place = work.plays === 'bank' ? { bankId: work.id } : { organisationId: work.id }
    const role = work.plays === 'bank' ? 'bank-system' : 'factory'
    await signUp(executor, { clientId, name: `Simulated ${work.plays}`, role, ...place }, key)
    const party = await partyWith({ clientId, key }, work)
    parties.set(`${work.plays}/${work.id}`, party)
    return party
  }

  async function partyWith(signedUp: Pick<Party, 'clientId' | 'key'>, { plays, id, bankCode }: Work): Promise<Party> {
    if (plays === 'bank') return { ...signedUp, plays, bankId: id, bankCode: bankCode ?? '' }
    if (plays === 'certifier') return { ...signedUp, plays, organisationId: id }
    const openingKey = newOpeningKey()
    await agreeOnKey(executor, id, publicKeyOf(openingKey))
    return { ...signedUp, plays, organisationId: id, openingKey }
  }

  // Only the sample city has this factory: beside real people the first party is refused, and nothing is simulated.
  await partyFor({ plays: 'factory', id: sampleFactory, bankCode: null })
  await registerCertifier(executor)

  async function round(): Promise<readonly Deed[]> {
    const simulated = (await partiesWithWork(db)).filter(
      ({ plays, id }) => plays === 'bank' || id === (plays === 'factory' ? sampleFactory : sampleCertifier),
    )
    const paying = (await banksToPay(db)).filter(({ id }) => !simulated.some((work) => work.id === id))
    const due = await Promise.all([...simulated, ...paying].map(partyFor))
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

interface Work {
  readonly plays: Party['plays']
  readonly id: string
  readonly bankCode: string | null
}

/** In the sample city nobody has time to read the key of its factory aloud: two sample managers agree on it. */
const managers = ['simulated-manager-1', 'simulated-manager-2'].map(
  (id): Actor => ({ id, role: 'production-manager', organisationId: responsibleDepartment }),
) as [Actor, Actor]

async function agreeOnKey(executor: Executor, makerId: string, key: FactoryPublicKey): Promise<void> {
  const [one, other] = managers
  const set = await run(executor, setFactoryKey, { makerId, key }, one)
  const confirmed = await run(executor, confirmFactoryKey, { makerId, ...key }, other)
  if (confirmed !== 'accepted') throw new Error(`the key of the simulated factory was refused: ${set}, ${confirmed}`)
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

async function run(executor: Executor, operation: Operation, input: object, actor = systemActor): Promise<string> {
  const outcome = await executor.execute(operation, { actor, key: newId(Date.now()), input })
  return outcome.status === 'accepted' ? 'accepted' : outcome.code
}

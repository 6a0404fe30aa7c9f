import type { Actor } from '@yika/core/access/actor.ts'
import type { Instant } from '@yika/core/calendar/instant.ts'
import type { Card } from '@yika/core/card/card.ts'
import type { Refused } from '@yika/core/decision/decision.ts'
import type { Person } from '@yika/core/holder/person.ts'
import type { InputOf } from '@yika/core/operation/operation.ts'
import type { EarlierProof } from '@yika/core/presentation/judge-proof.ts'
import type { Presented } from '@yika/core/presentation/presentation.ts'
import type { UseFacts } from '@yika/core/service/judge-use.ts'
import type { UseCase } from '@yika/core/use/decide-use.ts'
import type * as schema from '@yika/core/use/schema.ts'
import { personalTold } from '@yika/core/use/told-facts.ts'
import type { Use } from '@yika/core/use/use.ts'
import { cardsByKeys } from '../card/store.ts'
import { personsByIds } from '../holder/store.ts'
import type { Request } from '../kernel/command.ts'
import type { Transaction } from '../kernel/database/database.ts'
import type { Stored } from '../kernel/stream.ts'
import { type Asker, shownAt } from '../presentation/shown.ts'
import { agreementsOf, institutionById, serviceById } from '../service/catalogue-store.ts'
import { terminalsByIds } from '../terminal/store.ts'
import { proofName, proofsThatCounted } from './store.ts'
import { useFactsOf } from './use-facts.ts'

/** The wire's question with whose card it is; found before the books are opened, judged inside. */
export interface AskedUse extends InputOf<typeof schema.decideUse> {
  readonly asker: Asker
  readonly at: Instant
  readonly presented: Presented | Refused
}

export interface UseWorld {
  readonly use: Map<string, Stored<Use>>
  readonly proofs: Map<string, EarlierProof>
  readonly terminals: Awaited<ReturnType<typeof terminalsByIds>>
  readonly services: Awaited<ReturnType<typeof serviceById>>
  readonly institutions: Awaited<ReturnType<typeof institutionById>>
  readonly agreements: Awaited<ReturnType<typeof agreementsOf>>
  readonly facts: ReadonlyMap<string, UseFacts>
  /** Only of those of whom something personal may be told. */
  readonly persons: ReadonlyMap<string, Person>
  readonly cards: ReadonlyMap<string, Card>
}

/** A terminal is what it signs in as; the system of an institution may name one of its terminals. */
export function askerOf(actor: Actor, input: InputOf<typeof schema.decideUse>): Asker {
  const terminalId = actor.role === 'terminal' ? actor.id : (input.terminalId ?? null)
  return { terminalId, institutionId: actor.officeId ?? '', serviceId: input.serviceId }
}

export function askedUse(
  input: InputOf<typeof schema.decideUse>,
  asker: Asker,
  presented: Presented | Refused,
): AskedUse {
  return { ...input, asker, presented, at: shownAt({ presentation: input.presentation, asker }) }
}

/** Eight statements for any number of questions, sent together; two more where something personal may be told. */
export async function loadUses(tx: Transaction, requests: readonly Request<AskedUse>[]): Promise<UseWorld> {
  const askers = requests.map(({ input }) => input.asker)
  const cards = requests.flatMap(({ input: { presented } }) => ('accepted' in presented ? [] : [presented]))
  const institutionIds = askers.map(({ institutionId }) => institutionId)
  const [terminals, services, institutions, agreements, facts, proofs] = await Promise.all([
    terminalsByIds(
      tx,
      askers.flatMap(({ terminalId }) => terminalId ?? []),
    ),
    serviceById(
      tx,
      askers.map(({ serviceId }) => serviceId),
    ),
    institutionById(tx, institutionIds),
    agreementsOf(tx, institutionIds),
    useFactsOf(tx, cards),
    proofsThatCounted(tx, cards),
  ])
  const world = { use: new Map(), terminals, services, institutions, agreements, facts }
  const told = requests.flatMap(({ input }) => {
    const { service, agreement } = caseOfUse({ ...world, proofs: new Map() }, input)
    const tells = service !== undefined && agreement !== undefined && personalTold(service, agreement).length > 0
    return tells && !('accepted' in input.presented) ? [input.presented] : []
  })
  const [persons, toldCards] =
    told.length === 0
      ? [new Map(), new Map()]
      : await Promise.all([
          personsByIds(
            tx,
            told.map(({ personId }) => personId),
          ),
          cardsByKeys(tx, told),
        ])
  return { ...world, proofs: new Map(proofs.map((one) => [proofName(one), one])), persons, cards: toldCards }
}

export function caseOfUse(
  world: Pick<UseWorld, 'terminals' | 'services' | 'institutions' | 'agreements' | 'facts' | 'proofs'>,
  { asker, presented }: AskedUse,
): UseCase {
  const { terminalId, institutionId, serviceId } = asker
  const known = 'accepted' in presented ? undefined : presented
  return {
    terminal: terminalId === null ? undefined : world.terminals.get(terminalId),
    institution: world.institutions.get(institutionId),
    service: world.services.get(serviceId),
    agreement: world.agreements.get(institutionId)?.find((one) => one.serviceId === serviceId),
    facts: known && world.facts.get(known.cardId),
    earlier: known && world.proofs.get(proofName(known)),
  }
}

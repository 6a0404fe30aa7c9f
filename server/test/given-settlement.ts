import type { Actor } from '@yika/core/access/actor.ts'
import type { Day } from '@yika/core/calendar/instant.ts'
import type { Ground, GroundKind } from '@yika/core/holder/ground.ts'
import { firstPolicyValues } from '@yika/core/policy/first-policy-values.ts'
import { policyBook } from '@yika/core/policy/policy-reader.ts'
import type { Use } from '@yika/core/use/use.ts'
import { groundStream } from '../src/holder/store.ts'
import { newId } from '../src/kernel/identifier.ts'
import type { Stored } from '../src/kernel/stream.ts'
import { citeRule } from '../src/policy/cite-rule.ts'
import { decisionToken } from '../src/use/decision-token.ts'
import { useStream } from '../src/use/store.ts'
import { enabledCard, type Given, givenCard } from './given-card.ts'

const values = firstPolicyValues()

/** The rules of an untouched installation, each as it stands now. */
export const firstRules = Object.fromEntries(values.map(({ key, value }) => [key, value]))
export const cite = citeRule(() => policyBook(values))

/** The system of an institution. */
export function institution(institutionId: string): Actor {
  return { id: `${institutionId}-system`, role: 'institution', organisationId: 'health', officeId: institutionId }
}

export async function givenGround(
  { db, now }: Given,
  personId: string,
  kind: GroundKind,
  change: Partial<Ground> = {},
): Promise<void> {
  const ground: Stored<Ground> = {
    ...{ groundId: newId(Date.parse(now)), personId, version: 1, kind, since: '2020-01-01' as Day, evidence: 'test' },
    ...{
      vouchedBy: 'medical-security',
      recordedAt: now,
      status: 'held',
      endedOn: null,
      endReason: null,
      endedBy: null,
    },
    ...change,
  }
  await db.begin((tx) => groundStream.save(tx, [ground]))
}

/** The card was shown at the institution for the service: the decision, and its name as the institution has it. */
export async function givenUse(
  given: Given,
  personId: string,
  institutionId: string,
  change: Partial<Use> = {},
): Promise<{ readonly useId: string; readonly decisionId: string }> {
  const { db, custodian, now } = given
  const useId = newId(Date.parse(now))
  const [known] = await db<{ cardId: string }[]>`select card_id from card where person_id = ${personId} limit 1`
  const { cardId } = known ?? (await givenCard(given, personId, enabledCard()))
  const use: Stored<Use> = {
    ...{ personId, useId, version: 1, cardId, serviceId: 'medical-settlement', institutionId },
    ...{ terminalId: null, carrier: 'contact-chip', proofKey: `chip/${useId}`, proofDigest: useId, counter: 1 },
    ...{ comparedBy: null, usedAt: now, told: 'online', allowed: true, reason: null },
    ...{ relation: 'no-loss', decidedAt: now },
    ...change,
  }
  await db.begin((tx) => useStream.save(tx, [use]))
  return { useId, decisionId: decisionToken(custodian, institutionId, { personId, useId }) }
}

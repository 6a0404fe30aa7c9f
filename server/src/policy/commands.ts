import type { Day } from '@yika/core/calendar/instant.ts'
import { approvePolicyValue } from '@yika/core/policy/approve-policy-value.ts'
import type { Interpretation } from '@yika/core/policy/interpretation.ts'
import { policyBook } from '@yika/core/policy/policy-reader.ts'
import type { PolicyValue } from '@yika/core/policy/policy-value.ts'
import { proposePolicyValue } from '@yika/core/policy/propose-policy-value.ts'
import { publishInterpretation } from '@yika/core/policy/publish-interpretation.ts'
import * as schema from '@yika/core/policy/schema.ts'
import { withdrawInterpretation } from '@yika/core/policy/withdraw-interpretation.ts'
import { withdrawPolicyProposal } from '@yika/core/policy/withdraw-policy-proposal.ts'
import { type Command, command } from '../kernel/command.ts'
import type { Stored } from '../kernel/stream.ts'
import { interpretationStream, lockInterpretations } from './interpretation-store.ts'
import { lockVersionsBeside, policyStream, versionsOfKeys } from './store.ts'

/** The versions that a batch touches, by id; the kernel folds accepted events into them. */
export interface PolicyWorld {
  readonly 'policy-value': Map<string, Stored<PolicyValue>>
}

export function policyWorld(rows: readonly Stored<PolicyValue>[]): PolicyWorld {
  return { 'policy-value': new Map(rows.map((row) => [row.policyValueId, row])) }
}

/** Two approvals for the same day that raced past each other's sight. */
const conflicts = { policy_value_one_start: 'policy-day-taken', policy_value_number: 'changed-meanwhile' } as const

const valueCommands: Command[] = [
  command({
    operation: schema.proposePolicyValue,
    streams: [policyStream],
    async load(tx, requests) {
      return policyWorld(await versionsOfKeys(tx, [...new Set(requests.map(({ input }) => input.key))]))
    },
    subject: () => ({}),
    decide(world: PolicyWorld, input, context) {
      const { effectiveFrom, effectiveTo, legalReference, ...rest } = input
      const book = policyBook([...world['policy-value'].values()])
      return proposePolicyValue(
        book,
        {
          ...rest,
          effectiveFrom: effectiveFrom as Day,
          ...(effectiveTo === undefined ? {} : { effectiveTo: effectiveTo as Day }),
          ...(legalReference === undefined ? {} : { legalReference }),
        },
        context,
      )
    },
  }),
  command({
    operation: schema.approvePolicyValue,
    streams: [policyStream],
    conflicts,
    async load(tx, requests) {
      return policyWorld(
        await lockVersionsBeside(
          tx,
          requests.map(({ input }) => input.policyValueId),
        ),
      )
    },
    subject: () => ({}),
    decide(world: PolicyWorld, input, context) {
      const values = world['policy-value']
      return approvePolicyValue(values.get(input.policyValueId), [...values.values()], context)
    },
  }),
  command({
    operation: schema.withdrawPolicyProposal,
    streams: [policyStream],
    async load(tx, requests) {
      return policyWorld(
        await lockVersionsBeside(
          tx,
          requests.map(({ input }) => input.policyValueId),
        ),
      )
    },
    subject: () => ({}),
    decide(world: PolicyWorld, input, context) {
      return withdrawPolicyProposal(world['policy-value'].get(input.policyValueId), input.reason, context)
    },
  }),
]

interface InterpretationWorld {
  readonly interpretation: Map<string, Stored<Interpretation>>
}

const interpretationCommands: Command[] = [
  command({
    operation: schema.publishInterpretation,
    streams: [interpretationStream],
    load: async () => ({ interpretation: new Map() }),
    subject: () => ({}),
    decide: (_world: InterpretationWorld, input, context) => publishInterpretation(input, context),
  }),
  command({
    operation: schema.withdrawInterpretation,
    streams: [interpretationStream],
    async load(tx, requests) {
      return {
        interpretation: await lockInterpretations(
          tx,
          requests.map(({ input }) => input.interpretationId),
        ),
      }
    },
    subject: () => ({}),
    decide: (world: InterpretationWorld, { interpretationId, reason }, context) =>
      withdrawInterpretation(world.interpretation.get(interpretationId), reason, context),
  }),
]

export function policyCommands(): Command[] {
  return [...valueCommands, ...interpretationCommands]
}

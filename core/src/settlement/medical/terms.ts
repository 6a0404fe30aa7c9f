import type { CareLevel, InsuredKind, MedicalRow } from '../../policy/table/medical-table.ts'

export const treatments = ['outpatient', 'inpatient'] as const
export type Treatment = (typeof treatments)[number]

export const insuranceKinds = ['employee-medical', 'resident-medical'] as const
export type InsuranceKind = (typeof insuranceKinds)[number]

/** A version of a rule as a decision read it: `medical.employee.outpatient@2`. */
export interface RuleRead {
  readonly rule: string
  /** Whether an official text of this city says so; everything else is shown as provisional. */
  readonly verified: boolean
}

/**
 * Everything by which a bill is split, as it was on the day of service. Kept with the settlement: a year can be told again from its
 * settlements alone, and every figure has its source.
 */
export interface Terms {
  readonly insurance: InsuranceKind
  readonly treatment: Treatment
  readonly who: InsuredKind
  /** Facts that no register gave us and that were taken from the age. */
  readonly assumed: readonly 'retirement'[]
  readonly at: CareLevel
  /** Sent by another institution, or an emergency. */
  readonly referred: boolean
  readonly fund: { readonly read: RuleRead; readonly row: MedicalRow | null }
  readonly largeAmount: { readonly read: RuleRead; readonly row: MedicalRow | null } | null
  readonly accountInScopeOnly: { readonly read: RuleRead; readonly value: boolean }
}

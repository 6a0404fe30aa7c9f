import type { PolicyUnit } from './policy-unit.ts'

/** The offices that answer for a rule (M17.6). Offices are renamed from time to time; the codes stay (M6.6). */
export const policyOwners = {
  'card-office': { zh: '社会保障卡管理部门', en: 'social security card office' },
  'production-office': { zh: '制卡管理部门', en: 'card production office' },
  'medical-office': { zh: '医疗保障管理部门', en: 'medical security office' },
  'finance-office': { zh: '收费管理部门', en: 'fees office' },
  'data-protection-office': { zh: '个人信息保护部门', en: 'personal information protection office' },
  'transport-office': { zh: '交通管理部门', en: 'transport office' },
  'parks-office': { zh: '公园管理部门', en: 'parks office' },
  'security-office': { zh: '信息安全部门', en: 'information security office' },
} as const satisfies Record<string, { zh: string; en: string }>

export type PolicyOwner = keyof typeof policyOwners

/** One value that the platform brings along, before the offices have decided anything. */
export interface FirstValue {
  readonly value: number | string | boolean
  readonly from: string
  /** Last day in force; open when absent. */
  readonly to?: string
  /** True only where an official text of this city says so; everything else is shown as provisional. */
  readonly verified: boolean
  readonly source: string
  /** The legal basis where it is not that of the figure: older rules for older cards (M18.2). */
  readonly legal?: string
}

interface FigureBase {
  readonly title: { readonly zh: string; readonly en: string }
  readonly owner: PolicyOwner
  /** `Measures art. 7`, a law, or a document number. */
  readonly legal: string
  /** The narrower place for which it may be set apart from the city. */
  readonly narrower?: 'district' | 'bank'
  readonly first: readonly FirstValue[]
}

/** One figure of the rules: what it is, what values fit, who owns it (M17.1). */
export type PolicyFigure =
  | (FigureBase & {
      readonly kind: 'number'
      readonly unit: PolicyUnit
      readonly minimum: number
      readonly maximum: number
    })
  | (FigureBase & { readonly kind: 'flag' })
  | (FigureBase & {
      readonly kind: 'text'
      readonly oneOf: Readonly<Record<string, { readonly zh: string; readonly en: string }>>
    })
  | (FigureBase & { readonly kind: 'text'; readonly pattern: string })
  | (FigureBase & {
      readonly kind: 'text'
      readonly format: 'working-day-calendar' | 'guide-item' | 'fare-table' | 'medical-table'
    })

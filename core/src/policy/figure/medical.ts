import type { PolicyFigure } from '../policy-figure.ts'
import { measuresInForce, policySource } from '../policy-source.ts'
import type { CareLevel, InsuredKind, MedicalRow, MedicalSegment, MedicalTable } from '../table/medical-table.ts'

const everywhere: readonly CareLevel[] = ['community', 'grade-1', 'grade-2', 'grade-3', 'pharmacy']
const elsewhere: readonly CareLevel[] = ['grade-1', 'grade-2', 'grade-3', 'pharmacy']
const smallest: readonly CareLevel[] = ['community', 'grade-1', 'pharmacy']
const yuan = (amount: number) => amount * 100
const segment = (from: number, to: number | null, perMille: number): MedicalSegment => ({
  from: yuan(from),
  to: to === null ? null : yuan(to),
  perMille,
})
const row = (
  who: readonly InsuredKind[],
  at: readonly CareLevel[],
  deductible: readonly [first: number, following: number],
  segments: readonly MedicalSegment[],
  change: Partial<MedicalRow> = {},
): MedicalRow => ({
  who,
  at,
  deductible: { first: yuan(deductible[0]), following: yuan(deductible[1]) },
  segments,
  ceiling: null,
  needsReferral: false,
  ...change,
})
const written = (...rows: readonly MedicalRow[]) => JSON.stringify({ rows } satisfies MedicalTable)

const employeeOutpatient = written(
  ...(['working', 'retired', 'retired-70'] as const).map((who) =>
    row([who], ['community'], who === 'working' ? [1800, 1800] : [1300, 1300], [segment(0, 20_000, 900)]),
  ),
  row(['working'], elsewhere, [1800, 1800], [segment(0, 20_000, 700)]),
  row(['retired'], elsewhere, [1300, 1300], [segment(0, 20_000, 850)]),
  row(['retired-70'], elsewhere, [1300, 1300], [segment(0, 20_000, 900)]),
)

/** Below 30 000, below 40 000 and below 100 000 yuan of the year, by grade. */
const inpatientShares = [
  { at: ['grade-3'], working: [850, 900, 950], retired: [910, 940, 970] },
  { at: ['grade-2'], working: [870, 920, 970], retired: [922, 952, 982] },
  { at: smallest, working: [900, 950, 970], retired: [940, 970, 982] },
] as const
const inpatientSteps = ([low, middle, high]: readonly [number, number, number]) => [
  segment(0, 30_000, low),
  segment(30_000, 40_000, middle),
  segment(40_000, 100_000, high),
]
const employeeInpatient = written(
  ...inpatientShares.flatMap(({ at, working, retired }) => [
    row(['working'], at, [1300, 650], inpatientSteps(working)),
    row(['retired', 'retired-70'], at, [1300, 650], inpatientSteps(retired)),
  ]),
)

const residents = ['adult', 'minor', 'student'] as const
const children = ['minor', 'student'] as const
const residentOutpatient = written(
  row(residents, smallest, [100, 100], [segment(0, null, 550)], { ceiling: yuan(4500) }),
  row(['adult'], ['grade-2', 'grade-3'], [550, 550], [segment(0, null, 500)], {
    ceiling: yuan(4500),
    needsReferral: true,
  }),
  row(children, ['grade-2', 'grade-3'], [550, 550], [segment(0, null, 500)], { ceiling: yuan(4500) }),
)
const residentInpatient = written(
  ...(
    [
      [smallest, 300, 800],
      [['grade-2'], 800, 780],
      [['grade-3'], 1300, 750],
    ] as const
  ).flatMap(([at, deductible, share]) => [
    row(['adult'], at, [deductible, deductible], [segment(0, null, share)], { ceiling: yuan(250_000) }),
    row(children, at, [deductible / 2, deductible / 2], [segment(0, null, share)], { ceiling: yuan(250_000) }),
  ]),
)

const unread = { verified: false, source: policySource.unread } as const
const proposal = { from: measuresInForce, verified: false, source: policySource.proposal } as const
const owner = 'medical-office'
const legal = 'Social Insurance Law art. 28'
const table = { kind: 'text', format: 'medical-table', owner, legal } as const

/**
 * Medical insurance of employees and residents (M2.5): deductibles, shares and ceilings in fen and per mille. None of them was read in an
 * official text, so every one is shown as provisional.
 */
export const medicalFigures = {
  'medical.employee.outpatient': {
    ...table,
    title: { zh: '职工医保门诊待遇表', en: 'Employees, outpatient care' },
    first: [{ value: employeeOutpatient, from: measuresInForce, ...unread }],
  },
  'medical.employee.inpatient': {
    ...table,
    title: { zh: '职工医保住院待遇表', en: 'Employees, inpatient care' },
    first: [{ value: employeeInpatient, from: measuresInForce, ...unread }],
  },
  'medical.large-amount.outpatient': {
    ...table,
    title: { zh: '大额互助资金门诊待遇表', en: 'Large-amount fund, outpatient care' },
    first: [
      { value: written(), from: measuresInForce, to: '2022-12-31', ...unread },
      {
        value: written(
          row(['working'], everywhere, [0, 0], [segment(20_000, null, 600)]),
          row(['retired', 'retired-70'], everywhere, [0, 0], [segment(20_000, null, 800)]),
        ),
        from: '2023-01-01',
        ...unread,
      },
    ],
  },
  'medical.large-amount.inpatient': {
    ...table,
    title: { zh: '大额互助资金住院待遇表', en: 'Large-amount fund, inpatient care' },
    first: [
      {
        value: written(
          row(['working'], everywhere, [0, 0], [segment(100_000, 500_000, 850)]),
          row(['retired', 'retired-70'], everywhere, [0, 0], [segment(100_000, 500_000, 900)]),
        ),
        from: measuresInForce,
        ...unread,
      },
    ],
  },
  'medical.resident.outpatient': {
    ...table,
    title: { zh: '城乡居民医保门诊待遇表', en: 'Residents, outpatient care' },
    first: [{ value: residentOutpatient, from: measuresInForce, ...unread }],
  },
  'medical.resident.inpatient': {
    ...table,
    title: { zh: '城乡居民医保住院待遇表', en: 'Residents, inpatient care' },
    first: [{ value: residentInpatient, from: measuresInForce, ...unread }],
  },
  'medical.account.in-scope-only': {
    kind: 'flag',
    title: { zh: '个人账户只支付医保范围内费用', en: 'The personal account pays only costs within scope' },
    owner,
    legal,
    first: [{ value: true, from: measuresInForce, ...unread }],
  },
  'medical.retirement-age.men': {
    kind: 'number',
    unit: 'years-of-age',
    minimum: 50,
    maximum: 75,
    title: { zh: '按退休人员结算的年龄（男）', en: 'Settled as retired from the age of (men)' },
    owner,
    legal,
    first: [{ value: 60, from: measuresInForce, ...unread }],
  },
  'medical.retirement-age.women': {
    kind: 'number',
    unit: 'years-of-age',
    minimum: 45,
    maximum: 75,
    title: { zh: '按退休人员结算的年龄（女）', en: 'Settled as retired from the age of (women)' },
    owner,
    legal,
    first: [{ value: 55, from: measuresInForce, ...unread }],
  },
  'medical.retirement-age.earliest': {
    kind: 'number',
    unit: 'years-of-age',
    minimum: 40,
    maximum: 75,
    title: { zh: '需核对退休状态的最低年龄', en: 'Whether somebody is retired is asked from the age of' },
    owner,
    legal,
    first: [{ value: 50, ...proposal }],
  },
  'medical.preview-minutes': {
    kind: 'number',
    unit: 'minutes',
    minimum: 1,
    maximum: 240,
    title: { zh: '预结算有效时间', en: 'A settlement preview holds for' },
    owner,
    legal,
    first: [{ value: 15, ...proposal }],
  },
  'medical.decision-hours': {
    kind: 'number',
    unit: 'hours',
    minimum: 1,
    maximum: 72,
    title: { zh: '刷卡后可结算时间', en: 'A presented card counts for settlement for' },
    owner,
    legal,
    first: [{ value: 12, ...proposal }],
  },
  'medical.late-days': {
    kind: 'number',
    unit: 'calendar-days',
    minimum: 0,
    maximum: 730,
    title: { zh: '就诊后可补结算天数', en: 'Care can be settled late within' },
    owner,
    legal,
    first: [{ value: 90, ...proposal }],
  },
  'medical.stay-period-days': {
    kind: 'number',
    unit: 'calendar-days',
    minimum: 1,
    maximum: 366,
    title: { zh: '住院结算期最长天数', en: 'A period of inpatient settlement lasts at most' },
    owner,
    legal,
    first: [{ value: 90, from: measuresInForce, ...unread }],
  },
  'medical.bill-lines': {
    kind: 'number',
    unit: 'lines',
    minimum: 1,
    maximum: 500,
    title: { zh: '一张票据最多明细数', en: 'Lines of a bill at most' },
    owner,
    legal,
    first: [{ value: 300, ...proposal }],
  },
} as const satisfies Record<string, PolicyFigure>

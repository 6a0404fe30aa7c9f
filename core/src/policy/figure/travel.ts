import type { PolicyFigure } from '../policy-figure.ts'
import { measuresInForce, policySource } from '../policy-source.ts'
import type { FareTable } from '../table/fare-table.ts'

/** Since 28 December 2014. What is free in the metro is proven once and loaded as `free-metro`. */
const firstFares: FareTable = {
  metro: {
    steps: [
      { upToMetres: 6_000, fen: 300 },
      { upToMetres: 12_000, fen: 400 },
      { upToMetres: 22_000, fen: 500 },
      { upToMetres: 32_000, fen: 600 },
    ],
    beyond: { eachMetres: 20_000, fen: 100 },
  },
  airport: { fen: 2_500 },
  bus: { steps: [{ upToMetres: 10_000, fen: 200 }], beyond: { eachMetres: 5_000, fen: 100 } },
  monthly: [
    { fromFen: 0, percent: 100 },
    { fromFen: 10_000, percent: 80 },
    { fromFen: 15_000, percent: 50 },
    { fromFen: 40_000, percent: 100 },
  ],
  riders: [
    { rider: 'free', mode: 'metro', percent: 0, condition: { ticket: 'free-metro' } },
    {
      rider: 'senior',
      mode: 'bus',
      percent: 0,
      condition: { all: [{ age: { from: 60 } }, { any: [{ ground: ['elderly'] }, { ticket: 'elderly-care' }] }] },
    },
    { rider: 'student', mode: 'bus', percent: 25, condition: { ground: ['education'] } },
    { rider: 'ordinary', mode: 'bus', percent: 50, condition: { all: [] } },
  ],
  overtime: { afterMinutes: 240, fen: 300 },
  oneEnd: { fen: 300 },
}

const proposal = { from: measuresInForce, verified: false, source: policySource.proposal } as const

/** Article 5: metro, bus, the purse and the annual ticket of the parks. */
export const travelFigures = {
  'travel.fare-table': {
    kind: 'text',
    format: 'fare-table',
    title: { zh: '公共交通票价表', en: 'Table of fares' },
    owner: 'transport-office',
    legal: 'Measures art. 5',
    first: [
      {
        value: JSON.stringify(firstFares),
        from: measuresInForce,
        verified: false,
        source:
          '2014年12月28日起票价的公开页面；单边进出站收费未经核实 / public pages on the fares since 2014-12-28; what one known end costs is not confirmed',
      },
    ],
  },
  'travel.month-boundary': {
    kind: 'text',
    oneOf: { exit: { zh: '出站时间', en: 'time of exit' }, entry: { zh: '进站时间', en: 'time of entry' } },
    title: { zh: '跨月行程计入月份依据', en: 'A ride belongs to the month of its' },
    owner: 'transport-office',
    legal: 'Measures art. 5',
    first: [{ value: 'exit', ...proposal }],
  },
  'travel.same-station-grace': {
    kind: 'number',
    unit: 'minutes',
    minimum: 0,
    maximum: 120,
    title: { zh: '同站进出免费时限', en: 'In and out at one station is free within' },
    owner: 'transport-office',
    legal: 'Measures art. 5',
    first: [{ value: 15, ...proposal }],
  },
  'travel.ride-longest': {
    kind: 'number',
    unit: 'hours',
    minimum: 5,
    maximum: 48,
    title: { zh: '进出站配对最长时间', en: 'An exit belongs to an entry within' },
    owner: 'transport-office',
    legal: 'Measures art. 5',
    first: [{ value: 24, ...proposal }],
  },
  'travel.top-up.least': {
    kind: 'number',
    unit: 'fen',
    minimum: 1,
    maximum: 100_000,
    title: { zh: '单次充值下限', en: 'Top-up at least' },
    owner: 'transport-office',
    legal: 'Measures art. 5',
    first: [{ value: 1_000, ...proposal }],
  },
  'travel.top-up.most': {
    kind: 'number',
    unit: 'fen',
    minimum: 1_000,
    maximum: 1_000_000,
    title: { zh: '单次充值上限', en: 'Top-up at most' },
    owner: 'transport-office',
    legal: 'Measures art. 5',
    first: [{ value: 50_000, ...proposal }],
  },
  'travel.purse.most': {
    kind: 'number',
    unit: 'fen',
    minimum: 1_000,
    maximum: 1_000_000,
    title: { zh: '电子钱包余额上限', en: 'A purse holds at most' },
    owner: 'transport-office',
    legal: 'Measures art. 5',
    first: [{ value: 100_000, ...proposal }],
  },
  'travel.debt.allowance': {
    kind: 'number',
    unit: 'fen',
    minimum: 0,
    maximum: 10_000,
    title: { zh: '欠费停用起点', en: 'Rides are suspended for a debt over' },
    owner: 'transport-office',
    legal: 'Measures art. 5',
    first: [{ value: 0, ...proposal }],
  },
  'travel.settle-days': {
    kind: 'number',
    unit: 'calendar-days',
    minimum: 0,
    maximum: 90,
    title: { zh: '旧卡余额结转等待', en: 'The purse of an ended card waits for late taps' },
    owner: 'transport-office',
    legal: 'Measures art. 5',
    first: [{ value: 7, ...proposal }],
  },
  'travel.transfer.second-person': {
    kind: 'number',
    unit: 'fen',
    minimum: 0,
    maximum: 1_000_000,
    title: { zh: '余额结转须二人复核金额', en: 'A second person agrees to the transfer of a purse from' },
    owner: 'transport-office',
    legal: 'Measures art. 5',
    first: [{ value: 30_000, ...proposal }],
  },
  'park.annual-ticket.price': {
    kind: 'number',
    unit: 'fen',
    minimum: 0,
    maximum: 1_000_000,
    title: { zh: '公园年票价格', en: 'Annual ticket of the parks' },
    owner: 'parks-office',
    legal: 'Measures art. 5',
    first: [{ value: 10_000, from: measuresInForce, verified: true, source: policySource.cityGuide }],
  },
  'park.annual-ticket.refund-days': {
    kind: 'number',
    unit: 'calendar-days',
    minimum: 0,
    maximum: 90,
    title: { zh: '公园年票可退期限', en: 'An annual ticket that was not used is taken back within' },
    owner: 'parks-office',
    legal: 'Measures art. 5',
    first: [{ value: 7, ...proposal }],
  },
} as const satisfies Record<string, PolicyFigure>

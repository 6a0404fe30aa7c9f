/** What a ride can be made with; a metro ride is measured between two gates, a bus tells the distance itself. */
export const travelModes = ['metro', 'airport', 'bus'] as const
export type TravelMode = (typeof travelModes)[number]

/** Price by distance: the first step that reaches far enough, then so much more for every further stretch. */
export interface DistancePrice {
  readonly steps: readonly { readonly upToMetres: number; readonly fen: number }[]
  readonly beyond: { readonly eachMetres: number; readonly fen: number }
}

/** Who pays another share of the price; the condition has the form of core/service/condition.ts and is read there. */
export interface RiderRule {
  readonly rider: string
  readonly mode: TravelMode
  readonly percent: number
  readonly condition: object
}

/** The value of the rule `travel.fare-table`: prices and discounts as they hold from a day on. */
export interface FareTable {
  readonly metro: DistancePrice
  readonly airport: { readonly fen: number }
  readonly bus: DistancePrice
  /** Share of the metro price by what was paid before in the calendar month; the last step that is reached counts. */
  readonly monthly: readonly { readonly fromFen: number; readonly percent: number }[]
  /** The first rule that fits counts; nobody fits: the whole price. */
  readonly riders: readonly RiderRule[]
  /** Longer in the metro costs `fen` more. */
  readonly overtime: { readonly afterMinutes: number; readonly fen: number }
  /** What a ride costs of which only one end is known. */
  readonly oneEnd: { readonly fen: number }
}

let latest: { readonly text: string; readonly table: FareTable } | undefined

/** Reads the table; throws a RangeError that names what is wrong. A value in force has passed this before it was approved. */
export function fareTable(text: string): FareTable {
  // A table holds for years and is read by every tap.
  if (latest?.text !== text) latest = { text, table: readTable(text) }
  return latest.table
}

function readTable(text: string): FareTable {
  const table = record(parseJson(text), 'the table')
  only(table, ['metro', 'airport', 'bus', 'monthly', 'riders', 'overtime', 'oneEnd'], 'the table')
  const overtime = record(table['overtime'], 'overtime')
  return {
    metro: readPrice(table['metro'], 'metro'),
    airport: { fen: fen(record(table['airport'], 'airport')['fen'], 'airport') },
    bus: readPrice(table['bus'], 'bus'),
    monthly: readMonthly(table['monthly']),
    riders: list(table['riders'], 'riders').map(readRider),
    overtime: {
      afterMinutes: whole(overtime['afterMinutes'], 1, 1440, 'overtime.afterMinutes'),
      fen: fen(overtime['fen'], 'overtime'),
    },
    oneEnd: { fen: fen(record(table['oneEnd'], 'oneEnd')['fen'], 'oneEnd') },
  }
}

function readPrice(value: unknown, name: string): DistancePrice {
  const { steps: given, beyond: rest } = record(value, name)
  const steps = list(given, `${name}.steps`).map((step) => {
    const { upToMetres, fen: price } = record(step, `${name}.steps`)
    return {
      upToMetres: whole(upToMetres, 1, metresMost, `${name}.upToMetres`),
      fen: fen(price, `${name}.steps`),
    }
  })
  if (steps.length === 0) throw new RangeError(`${name} has no step`)
  rising(
    steps.map((step) => step.upToMetres),
    `${name}.upToMetres`,
  )
  const beyond = record(rest, `${name}.beyond`)
  const eachMetres = whole(beyond['eachMetres'], 1, metresMost, `${name}.beyond.eachMetres`)
  return { steps, beyond: { eachMetres, fen: fen(beyond['fen'], `${name}.beyond`) } }
}

function readMonthly(value: unknown): FareTable['monthly'] {
  const steps = list(value, 'monthly').map((step) => {
    const { fromFen, percent } = record(step, 'monthly')
    return { fromFen: fen(fromFen, 'monthly'), percent: whole(percent, 0, 100, 'monthly.percent') }
  })
  if (steps[0]?.fromFen !== 0) throw new RangeError('monthly does not begin at 0')
  rising(
    steps.map((step) => step.fromFen),
    'monthly.fromFen',
  )
  return steps
}

function readRider(value: unknown): RiderRule {
  const { rider, mode, percent, condition } = record(value, 'riders')
  if (typeof rider !== 'string' || !/^[a-z][a-z-]{1,29}$/.test(rider)) throw new RangeError('a rider has no name')
  const known = travelModes.find((one) => one === mode)
  if (known === undefined) throw new RangeError(`${rider}: no way to travel`)
  checkCondition(condition, rider)
  return { rider, mode: known, percent: whole(percent, 0, 100, `${rider}.percent`), condition: condition as object }
}

/** The words of core/service/condition.ts; a condition that is misspelt would entitle nobody, or everybody. */
function checkCondition(value: unknown, rider: string): void {
  const entries = Object.entries(record(value, `${rider}.condition`))
  const [word, content] = entries[0] ?? []
  if (entries.length !== 1 || word === undefined) throw new RangeError(`${rider}: a condition has one word`)
  switch (word) {
    case 'all':
    case 'any':
      for (const part of list(content, `${rider}.${word}`)) checkCondition(part, rider)
      return
    case 'not':
      checkCondition(content, rider)
      return
    case 'age':
      only(record(content, `${rider}.age`), ['from', 'below'], `${rider}.age`)
      for (const years of Object.values(content as object)) whole(years, 0, 150, `${rider}.age`)
      return
    case 'ground':
      if (list(content, `${rider}.ground`).every((kind) => typeof kind === 'string')) return
      break
    case 'residence':
      if (content === 'city') return
      break
    case 'ticket':
      if (typeof content === 'string') return
      break
  }
  throw new RangeError(`${rider}: the condition “${word}” is not understood`)
}

const metresMost = 1_000_000
const fenMost = 1_000_000

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new RangeError('not JSON')
  }
}

function record(value: unknown, name: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new RangeError(`${name} is missing`)
  return value as Record<string, unknown>
}

function list(value: unknown, name: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new RangeError(`${name} is not a list`)
  return value
}

function whole(value: unknown, least: number, most: number, name: string): number {
  if (Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= most) return Number(value)
  throw new RangeError(`${name}: ${least}–${most}`)
}

function fen(value: unknown, name: string): number {
  return whole(value, 0, fenMost, `${name}, fen`)
}

function rising(values: readonly number[], name: string): void {
  if (values.some((value, at) => at > 0 && value <= (values[at - 1] ?? 0))) throw new RangeError(`${name} must rise`)
}

function only(value: Readonly<Record<string, unknown>>, names: readonly string[], of: string): void {
  const other = Object.keys(value).find((name) => !names.includes(name))
  if (other !== undefined) throw new RangeError(`${of}: “${other}” is not known`)
}

/** One figure beside its peer or limit of the same run; `ratio` = value / referenceValue. */
export interface Result {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly reference: string
  readonly referenceValue: number | null
  readonly ratio: number | null
  readonly goal: string
  readonly met: boolean | null
}

export interface Check {
  readonly name: string
  readonly ok: boolean
}

export interface Report {
  readonly name: string
  readonly environment: Readonly<Record<string, string | number>>
  /** False when a check failed: then the figures say nothing and the exit code is 1. A missed goal is reported, not hidden. */
  readonly valid: boolean
  readonly checks: readonly Check[]
  readonly results: readonly Result[]
}

export type Goal = { readonly atLeast: number } | { readonly atMost: number }

/** A figure against a peer measured in the same run; without the peer the goal is neither met nor missed. */
export function againstPeer(
  name: string,
  value: number,
  unit: string,
  peer: { readonly name: string; readonly value: number | null },
  goal: Goal,
): Result {
  const ratio = peer.value === null ? null : round(value / peer.value)
  return {
    name,
    value: round(value),
    unit,
    reference: peer.name,
    referenceValue: peer.value === null ? null : round(peer.value),
    ratio,
    goal: 'atLeast' in goal ? `ratio ≥ ${goal.atLeast}` : `ratio ≤ ${goal.atMost}`,
    met: ratio === null ? null : 'atLeast' in goal ? ratio >= goal.atLeast : ratio <= goal.atMost,
  }
}

/** A figure against a fixed limit. */
export function againstLimit(name: string, value: number, unit: string, limit: number): Result {
  return {
    name,
    value: round(value),
    unit,
    reference: 'limit',
    referenceValue: limit,
    ratio: round(value / limit),
    goal: `≤ ${limit} ${unit}`,
    met: value <= limit,
  }
}

/** A rate against the least that is asked for. */
export function againstLeast(name: string, value: number, unit: string, least: number): Result {
  return {
    name,
    value: round(value),
    unit,
    reference: 'least',
    referenceValue: least,
    ratio: least === 0 ? null : round(value / least),
    goal: least === 0 ? 'no goal' : `≥ ${least} ${unit}`,
    met: least === 0 ? null : value >= least,
  }
}

function round(value: number): number {
  return Number(value.toPrecision(4))
}

/** Prints the report for people, or with `json` also as one JSON object on the last line. */
export function print(report: Report, json: boolean): void {
  console.log(`${report.name} on ${Object.values(report.environment).join(', ')}`)
  for (const check of report.checks) console.log(`  ${check.ok ? 'ok  ' : 'FAIL'} ${check.name}`)
  for (const { name, value, unit, reference, referenceValue, ratio, goal, met } of report.results) {
    const verdict = met === null ? 'no peer' : met ? 'met' : 'missed'
    console.log(
      `  ${name}: ${value} ${unit}; ${reference} ${referenceValue ?? '—'}; ratio ${ratio ?? '—'}; ${goal}: ${verdict}`,
    )
  }
  if (json) console.log(JSON.stringify(report))
}

/** What a load run found: commands acknowledged, how long it took, and the answer times in milliseconds, sorted. */
export interface LoadRun {
  readonly acknowledged: number
  readonly seconds: number
  readonly milliseconds: Float64Array
}

/** Keeps `inFlight` requests under way until the time is over, then waits for the last ones. */
export async function drive(
  inFlight: number,
  seconds: number,
  request: (sequence: number) => Promise<void>,
): Promise<LoadRun> {
  const times: number[] = []
  let sequence = 0
  const began = performance.now()
  const end = began + seconds * 1000
  const client = async () => {
    while (performance.now() < end) {
      const started = performance.now()
      sequence += 1
      await request(sequence)
      times.push(performance.now() - started)
    }
  }
  await Promise.all(Array.from({ length: inFlight }, client))
  const took = (performance.now() - began) / 1000
  return { acknowledged: times.length, seconds: took, milliseconds: Float64Array.from(times).sort() }
}

/**
 * Sends at a fixed rate whatever the answers do, and counts each answer's time from when it was due: a slow answer cannot
 * hide the ones that wait behind it.
 */
export async function pace(
  rate: number,
  seconds: number,
  request: (sequence: number) => Promise<void>,
): Promise<LoadRun> {
  const times: number[] = []
  const underWay: Promise<void>[] = []
  const began = performance.now()
  for (let sequence = 0; sequence < rate * seconds; ) {
    for (; sequence < rate * seconds && began + (sequence * 1000) / rate <= performance.now(); sequence += 1) {
      const due = began + (sequence * 1000) / rate
      underWay.push(request(sequence).then(() => void times.push(performance.now() - due)))
    }
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
  await Promise.all(underWay)
  const took = (performance.now() - began) / 1000
  return { acknowledged: times.length, seconds: took, milliseconds: Float64Array.from(times).sort() }
}

export function percentile(sorted: Float64Array, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

/**
 * Requests of one kind that arrive while the last batches are in flight form the next batch: no timer, so a single
 * request never waits, and under load a batch grows to `most`. `lanes` batches run side by side.
 * `run` settles every item in order, each for itself; when it throws, every item of that batch is rejected with the error.
 */
export function gather<Item, Result>(
  run: (items: readonly Item[]) => Promise<readonly PromiseSettledResult<Result>[]>,
  limits: { readonly lanes: number; readonly most: number },
): (item: Item) => Promise<Result> {
  interface Waiting {
    readonly item: Item
    readonly resolve: (result: Result) => void
    readonly reject: (error: unknown) => void
  }
  const waiting: Waiting[] = []
  let inFlight = 0

  async function next(): Promise<void> {
    inFlight += 1
    try {
      while (waiting.length > 0) {
        const batch = waiting.splice(0, limits.most)
        try {
          const results = await run(batch.map((one) => one.item))
          batch.forEach((one, position) => {
            const result = results[position] as PromiseSettledResult<Result>
            if (result.status === 'fulfilled') one.resolve(result.value)
            else one.reject(result.reason)
          })
        } catch (error) {
          for (const one of batch) one.reject(error)
        }
      }
    } finally {
      inFlight -= 1
    }
  }

  return (item) =>
    new Promise<Result>((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      // The lane starts after this turn of the event loop: requests read from the sockets in one turn share a transaction.
      if (inFlight < limits.lanes && waiting.length === 1) setImmediate(() => void next())
    })
}

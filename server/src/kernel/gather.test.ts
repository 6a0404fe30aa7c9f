import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gather } from './gather.ts'

const done = <Value>(value: Value): PromiseSettledResult<Value> => ({ status: 'fulfilled', value })

test('requests that arrive while a batch is in flight form the next batch', async () => {
  const batches: number[][] = []
  let release: () => void = () => {}
  const run = async (items: readonly number[]): Promise<readonly PromiseSettledResult<number>[]> => {
    batches.push([...items])
    if (batches.length === 1) await new Promise<void>((resolve) => (release = resolve))
    return items.map((item) => done(item * 2))
  }
  const ask = gather(run, { lanes: 1, most: 3 })
  const first = ask(1)
  await new Promise(setImmediate)
  const rest = [2, 3, 4, 5].map(ask)
  release()
  assert.deepEqual(await Promise.all([first, ...rest]), [2, 4, 6, 8, 10])
  assert.deepEqual(batches, [[1], [2, 3, 4], [5]])
})

test('a batch that fails rejects its own requests and not the next ones', async () => {
  const ask = gather(
    async (items: readonly string[]) => {
      if (items.includes('bad')) throw new Error('refused by the books')
      return items.map(done)
    },
    { lanes: 1, most: 1 },
  )
  const bad = ask('bad')
  const good = ask('good')
  await assert.rejects(bad, /refused by the books/)
  assert.equal(await good, 'good')
})

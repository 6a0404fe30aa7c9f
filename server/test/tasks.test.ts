import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { openTasks } from '../src/kernel/tasks.ts'
import { testDatabase } from './test-database.ts'

const { db, url, close } = await testDatabase()
const errors: Error[] = []
const runner = await openTasks(url, ['tell-somebody', 'tell-another'], (error) => errors.push(error))
after(async () => {
  await runner.stop()
  await close()
})

test('a task exists if and only if its transaction commits, and comes with its data as it was given', async () => {
  const data = { personId: 'p-1', words: 'quote " and : colon', list: [1, 2] }
  await db.begin((tx) => runner.enqueue(tx, [{ queue: 'tell-somebody', data }]))
  await assert.rejects(
    db.begin(async (tx) => {
      await runner.enqueue(tx, [{ queue: 'tell-somebody', data: { personId: 'never' } }])
      throw new Error('rolled back')
    }),
  )
  const taken: object[] = []
  let followed = 0
  const allDone = new Promise<void>((resolve) => {
    void runner.work([
      {
        queue: 'tell-somebody',
        handle: async (one) => {
          taken.push(one)
          await db.begin((tx) => runner.enqueue(tx, [{ queue: 'tell-another', data: {} }]))
        },
      },
      {
        queue: 'tell-another',
        handle: async () => {
          followed += 1
          resolve()
        },
      },
    ])
  })
  await allDone
  assert.deepEqual(taken, [data])
  assert.equal(followed, 1)
  assert.deepEqual(errors, [])
})

import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { deedKeys } from './deed-keys.ts'
import { memoryStorage } from './storage.fixture.ts'

suite('the key of a deed', () => {
  test('the same deed keeps its key until it is answered, also over a reload', async () => {
    const storage = memoryStorage()
    const key = await deedKeys(storage).keyFor('card/report-loss', { cardId: 'a' })
    assert.match(key, /^[\x21-\x7e]{8,200}$/)
    assert.equal(await deedKeys(storage).keyFor('card/report-loss', { cardId: 'a' }), key)
    await deedKeys(storage).answered('card/report-loss', { cardId: 'a' })
    assert.notEqual(await deedKeys(storage).keyFor('card/report-loss', { cardId: 'a' }), key)
  })

  test('another input and another command are other deeds', async () => {
    const keys = deedKeys(memoryStorage())
    const made = await Promise.all([
      keys.keyFor('card/report-loss', { cardId: 'a' }),
      keys.keyFor('card/report-loss', { cardId: 'b' }),
      keys.keyFor('card/release-loss', { cardId: 'a' }),
    ])
    assert.equal(new Set(made).size, 3)
  })

  test('what was done meanwhile with the same thing makes it another deed, with another thing not', async () => {
    const keys = deedKeys(memoryStorage())
    const report = () => keys.keyFor('card/report-loss', { personId: 'p', cardId: 'a' })
    const key = await report()
    await keys.answered('card/release-loss', { personId: 'p', cardId: 'b' })
    await keys.answered('production/form-batches', {})
    assert.equal(await report(), key)
    await keys.answered('card/release-loss', { personId: 'p', cardId: 'a' })
    assert.notEqual(await report(), key)
  })

  test('a deed that was left alone is forgotten after a while', async () => {
    const storage = memoryStorage()
    const minute = 60_000
    const keyAt = (at: number) => deedKeys(storage, () => at).keyFor('card/report-loss', { cardId: 'a' })
    const key = await keyAt(0)
    assert.equal(await keyAt(9 * minute), key)
    assert.notEqual(await keyAt(10 * minute), key)
  })

  test('M11.9: nothing of what was entered is kept', async () => {
    const storage = memoryStorage()
    await deedKeys(storage).keyFor('card/change-pin', { pin: 'secret of somebody' })
    assert.doesNotMatch(JSON.stringify(storage.all()), /secret|change-pin/)
  })

  test('M9.6: a deed with a PIN keeps its key within the page, and leaves no digest that the PIN could be guessed from', async () => {
    const input = { personId: 'p', cardId: 'c', resetId: 'r', newPin: '730518' }
    const [storage, other] = [memoryStorage(), memoryStorage()]
    const keys = deedKeys(storage)
    const key = await keys.keyFor('card/set-pin', input)
    assert.equal(await keys.keyFor('card/set-pin', input), key)
    await deedKeys(other).keyFor('card/set-pin', input)
    assert.notEqual(storage.key(0), other.key(0))
    await keys.answered('card/set-pin', input)
    assert.equal(storage.length, 0)
  })
})

import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { sessionStore } from './session.ts'
import { memoryStorage } from './storage.fixture.ts'

const idToken = (claims: object) => `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.x`
const tokens = { access_token: 'a', refresh_token: 'r', expires_in: 60 }

suite('the session of a tab', () => {
  test('it knows who signed in, over a reload and a renewal', () => {
    const storage = memoryStorage()
    const store = sessionStore(storage, 'yika-citizen', () => 1000)
    const told: string[] = []
    const stop = store.watch(() => void told.push('changed'))
    store.save({ ...tokens, id_token: idToken({ sub: 'person:p1', role: 'citizen' }) })
    stop()
    store.save({ access_token: 'b', expires_in: 60 })
    assert.equal(told.length, 1)
    const again = sessionStore(storage, 'yika-citizen').current()
    assert.deepEqual(
      [again?.accessToken, again?.refreshToken, again?.personId, again?.role, again?.expiresAt],
      ['b', 'r', 'p1', 'citizen', 61_000],
    )
    assert.equal(sessionStore(storage, 'yika-staff').current(), undefined)
  })

  test('it ends, and something unreadable is no session', () => {
    const storage = memoryStorage()
    const store = sessionStore(storage, 'yika-staff')
    store.save({ ...tokens, id_token: idToken({ sub: 'staff:s1:2', role: 'bank-clerk' }) })
    assert.deepEqual([store.current()?.personId, store.current()?.role], [null, 'bank-clerk'])
    store.clear()
    assert.deepEqual(storage.all(), {})
    storage.setItem('yika.session.yika-staff', 'nonsense')
    assert.equal(sessionStore(storage, 'yika-staff').current(), undefined)
  })
})

import assert from 'node:assert/strict'
import { after, suite, test } from 'node:test'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { testServer } from './test-server.ts'

const yika = await testServer({ after }, { people: 0 })
const { text: home } = await yika.send('/')
const [asset = ''] = /\/assets\/[\w-]+\.js/.exec(home) ?? []

suite('the portals', () => {
  test('every address of a portal is its page, and no other address is', async () => {
    const titles = new Map<string, string>()
    for (const path of [
      '/',
      '/guide',
      '/guide/reissue',
      '/outlets',
      '/me',
      '/me/cards/1/report-loss',
      '/counter',
      '/console',
      '/terminal',
      '/terminal/settings',
    ]) {
      const { status, text, headers } = await yika.send(path)
      assert.equal(status, 200, path)
      assert.match(headers.get('content-type') ?? '', /^text\/html/)
      titles.set(path, /<title>([^<]+)</.exec(text)?.[1] ?? '')
    }
    assert.equal(titles.get('/guide/reissue'), titles.get('/'))
    assert.equal(new Set(titles.values()).size, 5)
    for (const path of ['/v1/nothing', '/mean', '/consoles', '/assets/none.js', '/assets/..%2fportals.json']) {
      const { status, body } = await yika.send(path)
      assert.deepEqual([status, body.code], [404, 'address-unknown'], path)
    }
  })

  test('M12.8: whoever mistypes an address in a browser gets the portal, which says so; a program gets the problem', async () => {
    const read = (path: string) => yika.send(path, { headers: { accept: 'text/html,*/*;q=0.8' } })
    const { status, text } = await read('/no/such/page')
    assert.deepEqual([status, /<title>([^<]+)</.exec(text)?.[1]], [404, /<title>([^<]+)</.exec(home)?.[1]])
    for (const path of ['/v1/nothing', '/assets/none.js']) {
      assert.equal((await read(path)).body.code, 'address-unknown', path)
    }
  })

  test('ASVS 3.4: a page may run our files and talk to this server; styles carry the nonce of this answer', async () => {
    const nonces = await Promise.all(
      ['/me', '/me'].map(async (path) => {
        const { text, headers } = await yika.send(path)
        const policy = headers.get('content-security-policy') ?? ''
        assert.match(policy, /script-src 'self';/)
        assert.match(policy, /connect-src 'self';/)
        assert.doesNotMatch(policy, /unsafe|https?:/)
        assert.equal(headers.get('cache-control'), 'no-store')
        assert.doesNotMatch(text, /<script(?![^>]*src=)|<style|\sstyle=|\son\w+=|https?:\/\//)
        const [, nonce = ''] = /'nonce-([\w-]{20,})'/.exec(policy) ?? []
        assert.ok(text.includes(`content="${nonce}"`))
        return nonce
      }),
    )
    // Counter and terminal alone also reach the reader of their own desk.
    for (const path of ['/counter', '/terminal']) {
      const policy = (await yika.send(path)).headers.get('content-security-policy') ?? ''
      assert.match(policy, /connect-src 'self' ws:\/\/127\.0\.0\.1:12342;/)
    }
    assert.equal(new Set(nonces).size, 2)
  })

  test('what a page needs is kept for ever under its name, and comes compressed', async () => {
    const plain = await yika.send(asset, { headers: { 'accept-encoding': 'identity' } })
    assert.equal(plain.headers.get('cache-control'), 'public, max-age=31536000, immutable')
    assert.equal(plain.headers.get('vary'), 'accept-encoding')
    assert.equal(plain.headers.get('content-encoding'), null)
    for (const [name, open] of [
      ['br', brotliDecompressSync],
      ['gzip', gunzipSync],
    ] as const) {
      const answer = await yika.server.http.inject({ url: asset, headers: { 'accept-encoding': name } })
      assert.equal(answer.headers['content-encoding'], name)
      assert.equal(open(answer.rawPayload).toString(), plain.text)
    }
  })

  test('M9.2: a worker may keep the terminal page for a tablet without the network, and no other page', async () => {
    const { headers } = await yika.send(asset, { headers: { 'service-worker': 'script' } })
    assert.equal(headers.get('service-worker-allowed'), '/terminal')
    assert.equal((await yika.send(asset)).headers.get('service-worker-allowed'), null)
  })

  test('no schema travels with the screens', async () => {
    const names = [...home.matchAll(/\/assets\/[\w-]+\.js/g)].map(([name]) => name)
    assert.ok(names.length > 2)
    for (const name of names) {
      const { text } = await yika.send(name)
      assert.doesNotMatch(text, /typebox|\bminLength:|additionalProperties/i, name)
    }
  })
})

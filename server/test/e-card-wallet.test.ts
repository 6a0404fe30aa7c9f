import assert from 'node:assert/strict'
import type { AddressInfo } from 'node:net'
import test, { after } from 'node:test'
import { epochMs, instantOf } from '@yika/core/calendar/instant.ts'
import { reportLoss } from '@yika/core/card/schema.ts'
import * as operations from '@yika/core/e-card/schema.ts'
import type { AnswerOf } from '@yika/core/operation/operation.ts'
import Fastify from 'fastify'
import { cardCommands } from '../src/card/commands.ts'
import { caseConcerns } from '../src/case-concerns.ts'
import { eCardCommands } from '../src/e-card/commands.ts'
import { eCardQueries } from '../src/e-card/queries.ts'
import { walletCommands } from '../src/e-card/wallet-commands.ts'
import { mountWallets } from '../src/e-card/wallet-routes.ts'
import { loadStanding } from '../src/holder/store.ts'
import { mountDocumentKeys } from '../src/mount-document-keys.ts'
import { mountStatusLists } from '../src/mount-status-lists.ts'
import { statusListCommands } from '../src/status-list/commands.ts'
import { listBook } from '../src/status-list/list-book.ts'
import { listTokens } from '../src/status-list/list-tokens.ts'
import { publishLists } from '../src/status-list/publisher.ts'
import { enabledCard, givenCard, givenPerson, holderOf } from './given-card.ts'
import { testKernel } from './test-kernel.ts'
import { verifyPresentation, wallet } from './wallet.ts'

const reached = { url: '' }
const kernel = await testKernel(
  { after },
  {
    commands: (parts) => [
      ...cardCommands(parts),
      ...eCardCommands(parts),
      ...walletCommands(parts),
      ...statusListCommands,
    ],
    queries: (parts) => eCardQueries({ ...parts, publicUrl: () => reached.url }),
    standing: loadStanding,
    caseConcerns,
    policy: {
      'loss.social.provisional': 10,
      'loss.finance.provisional': 5,
      'loss.coupling': 'separate',
      'loss.lapse-warning': 2,
      'guardian.required-under': 18,
      'one-time-code.tries': 3,
      'stop.list-lifetime': 60,
      'stop.list-expiry': 24,
      'e-card.pin-length': 6,
      'e-card.pin-tries': 3,
      'e-card.token': 60,
      'e-card.devices': 3,
      'e-card.offer-minutes': 10,
      'e-card.credential-days': 30,
    },
  },
)
const { db, custodian, executor, reader } = kernel
const http = Fastify()
mountWallets(http, { custodian, executor, reader, clock: () => kernel.now, publicUrl: () => reached.url })
mountDocumentKeys(http, custodian.documents)
const book = listBook(db)
mountStatusLists(
  http,
  listTokens({
    ...{ book, documents: custodian.documents, address: () => `${reached.url}/status-lists/`, clock: () => kernel.now },
    figure: (key) => kernel.policy.get(key) as number,
  }),
  () => reached.url,
)
await http.listen({ host: '127.0.0.1', port: 0 })
after(() => http.close())
reached.url = `http://127.0.0.1:${(http.server.address() as AddressInfo).port}`

const publish = () => publishLists({ db, executor, book })

async function givenOffer() {
  const personId = await givenPerson(kernel)
  const card = await givenCard(kernel, personId, enabledCard())
  // Registration seals the two numbers under one name.
  await db`update person set ssn = identity_number where person_id = ${personId}`
  await publish()
  const holder = holderOf(personId)
  const offered = await kernel.run(operations.offerCredential, holder, { personId })
  if (offered.status === 'refused') assert.fail(offered.code)
  const { offerId } = offered.answer as AnswerOf<typeof operations.offerCredential>
  const read = () => reader.read(operations.credentialOffer, holder, { personId, offerId, purpose: 'own-affairs' })
  const shown = await read()
  if (shown.status === 'refused') assert.fail(shown.code)
  const { offer, transactionCode } = shown.answer as AnswerOf<typeof operations.credentialOffer>
  return { personId, card, holder, offerId, offer, transactionCode, read }
}

/** What a failed request of the protocol library says. */
async function failure(work: Promise<unknown>): Promise<string> {
  try {
    await work
  } catch (error) {
    const { errorResponse, response } = error as {
      errorResponse?: { error: string }
      response?: { credentialErrorResponseResult?: { data?: { error: string } } }
    }
    return errorResponse?.error ?? response?.credentialErrorResponseResult?.data?.error ?? String(error)
  }
  return 'no failure'
}

const inMinutes = (minutes: number) => instantOf(epochMs(kernel.now) + minutes * 60_000)

test('M2.9: a wallet fetches the card, shows one item of it, and a loss report ends it for verifiers', async () => {
  const { personId, card, holder, offer, transactionCode, read } = await givenOffer()
  assert.ok(!offer.includes(transactionCode) && !offer.includes(personId))
  const mine = wallet()
  const granted = await mine.token(offer, transactionCode)
  const credential = await mine.credential(granted, kernel.now)
  assert.ok(!credential.split('~')[0]?.includes(Buffer.from('张三').toString('base64url')))

  const asked = { aud: 'https://library.example', nonce: 'n-1', at: kernel.now }
  const presented = await mine.present(credential, ['issuing_area'], asked)
  const verify = () => verifyPresentation(presented, { issuer: reached.url, nonce: 'n-1', at: kernel.now })
  const { payload, audience } = await verify()
  assert.equal(audience, 'https://library.example')
  assert.equal(payload['issuing_area'], '110000')
  assert.ok(!('name' in payload) && !('ssn' in payload), JSON.stringify(payload))
  assert.equal(payload['vct'], `${reached.url}/credentials/social-security-card`)
  assert.deepEqual((payload['cnf'] as { jwk: object }).jwk, mine.jwk)

  // The whole of it, to somebody who is shown everything.
  const whole = await mine.present(credential, ['name', 'ssn', 'issuing_area'], asked)
  const all = await verifyPresentation(whole, { issuer: reached.url, nonce: 'n-1', at: kernel.now })
  assert.deepEqual([all.payload['name'], all.payload['ssn']], ['张三', '110101199003070011'])

  // Another wallet has no key for it, and a proof for one nonce is none for the next.
  const thief = await wallet().present(credential, ['name'], asked)
  await assert.rejects(verifyPresentation(thief, { issuer: reached.url, nonce: 'n-1', at: kernel.now }))
  await assert.rejects(verifyPresentation(presented, { issuer: reached.url, nonce: 'n-2', at: kernel.now }))

  const loss = { personId, cardId: card.cardId, functions: 'social', kind: 'provisional', channel: 'web' }
  assert.equal((await kernel.run(reportLoss, holder, loss)).status, 'accepted')
  await publish()
  // A list is the same for whoever asks within a quarter of its fresh time.
  kernel.now = inMinutes(1)
  await assert.rejects(verify(), /the status list says 2/)

  assert.equal((await read()).status, 'refused')
  const audit = await db<{ operation: string; fields: string[] | null }[]>`
    select operation, fields from audit_entry where person_id = ${personId} and operation = 'my-e-card'`
  assert.deepEqual(
    audit.map(({ fields }) => fields),
    [['name!', 'identityNumber!']],
  )
})

test('M2.9: the codes of an offer count once, wrong ones are counted, and none of them lies in a table', async () => {
  const { offer, transactionCode, personId } = await givenOffer()
  const mine = wallet()
  const wrong = String((Number(transactionCode) + 1) % 1_000_000).padStart(6, '0')
  assert.equal(await failure(mine.token(offer, wrong)), 'invalid_grant')
  const [row] = await db<
    { left: number }[]
  >`select tries_left as left from credential_offer where person_id = ${personId}`
  assert.equal(row?.left, 2)
  const granted = await mine.token(offer, transactionCode)
  assert.equal(await failure(mine.token(offer, transactionCode)), 'invalid_grant')
  await mine.credential(granted, kernel.now)
  assert.equal(await failure(mine.credential(granted, kernel.now)), 'invalid_token')
  const audited = await db<{ operation: string; outcome: string }[]>`
    select operation, outcome from audit_entry where person_id = ${personId} and operation like any ('{redeem-offer,issue-credential}')`
  const done = (operation: string) => audited.filter((row) => row.operation === operation && row.outcome === 'accepted')
  assert.deepEqual([done('issue-credential').length >= 1, done('redeem-offer').length >= 1], [true, true])
  const code = new URL(offer).searchParams.get('credential_offer')?.match(/"pre-authorized_code":"([^"]+)"/)?.[1] ?? ''
  const lies = await db<{ found: string }[]>`
    select data::text as found from event where person_id = ${personId}
    union all select outcome::text from command_answer
    union all select to_jsonb(credential_offer)::text from credential_offer where person_id = ${personId}`
  for (const secret of [code, granted.accessToken]) {
    assert.ok(secret.length > 40)
    assert.ok(lies.every(({ found }) => !found.includes(secret)))
  }
})

test('M2.9: three wrong codes end an offer, and so does its time', async () => {
  const first = await givenOffer()
  const mine = wallet()
  const wrong = String((Number(first.transactionCode) + 1) % 1_000_000).padStart(6, '0')
  for (let tried = 0; tried < 3; tried += 1)
    assert.equal(await failure(mine.token(first.offer, wrong)), 'invalid_grant')
  assert.equal(await failure(mine.token(first.offer, first.transactionCode)), 'invalid_grant')
  const second = await givenOffer()
  kernel.now = inMinutes(10)
  assert.equal(await failure(mine.token(second.offer, second.transactionCode)), 'invalid_grant')
})

test('M2.9: a token without a good proof fetches nothing', async () => {
  const { offer, transactionCode } = await givenOffer()
  const mine = wallet()
  const granted = await mine.token(offer, transactionCode)
  assert.equal(await failure(mine.credential(granted, kernel.now, 'a-nonce-of-mine')), 'invalid_nonce')
  assert.equal(await failure(mine.credential({ ...granted, accessToken: 'x'.repeat(80) }, kernel.now)), 'invalid_token')
  const nonce = await fetch(`${reached.url}/credentials/nonce`, { method: 'POST' })
  const { c_nonce: old } = (await nonce.json()) as { c_nonce: string }
  const start = kernel.now
  kernel.now = inMinutes(6)
  assert.equal(await failure(mine.credential(granted, kernel.now, old)), 'invalid_nonce')
  kernel.now = start
  const bare = (body: object) =>
    fetch(`${reached.url}/credentials/credential`, {
      method: 'POST',
      headers: { authorization: `Bearer ${granted.accessToken}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  const answers = await Promise.all(
    [
      {},
      { credential_configuration_id: 'social-security-card' },
      { credential_configuration_id: 'another' },
      { credential_configuration_id: 'social-security-card', proofs: { jwt: ['a.b.c'] } },
    ].map(async (body) => {
      const answer = await bare(body)
      return `${answer.status} ${((await answer.json()) as { error: string }).error}`
    }),
  )
  assert.deepEqual(answers, [
    '400 invalid_credential_request',
    '400 invalid_proof',
    '400 unknown_credential_configuration',
    '400 invalid_nonce',
  ])
  assert.ok((await mine.credential(granted, kernel.now)).includes('~'))
})

test('M2.9: a card that was lost meanwhile is not put into a wallet', async () => {
  const { personId, card, holder, offer, transactionCode } = await givenOffer()
  const mine = wallet()
  const granted = await mine.token(offer, transactionCode)
  const loss = { personId, cardId: card.cardId, functions: 'social', kind: 'provisional', channel: 'web' }
  assert.equal((await kernel.run(reportLoss, holder, loss)).status, 'accepted')
  assert.equal(await failure(mine.credential(granted, kernel.now)), 'credential_request_denied')
})

test('the metadata says where everything is, as OpenID4VCI 1.0 and SD-JWT VC name it', async () => {
  const read = async (path: string) => (await fetch(`${reached.url}${path}`)).json() as Promise<Record<string, unknown>>
  const issuer = await read('/.well-known/openid-credential-issuer')
  assert.equal(issuer['credential_issuer'], reached.url)
  assert.equal(issuer['nonce_endpoint'], `${reached.url}/credentials/nonce`)
  const server = await read('/.well-known/oauth-authorization-server')
  assert.equal(server['issuer'], reached.url)
  const type = await read('/credentials/social-security-card')
  assert.equal(type['vct'], `${reached.url}/credentials/social-security-card`)
  const keys = (await read('/.well-known/jwt-vc-issuer'))['jwks'] as { keys: { kid: string }[] }
  assert.deepEqual(
    keys.keys.map(({ kid }) => kid),
    ['credential-1'],
  )
})

/** A program at the place of a browser: signs in over HTTP and hands back a bearer token. A simulated person signs in so, and tests do. */
export interface SignInClient {
  staff(account: { readonly userName: string; readonly password: string; readonly totpSecret: string }): Promise<string>
  /** Reads the code from the local outbox page. */
  citizen(identityNumber: string): Promise<string>
  system(clientId: string, privateKey: CryptoKey): Promise<string>
}

const stepSeconds = 30

export function createSignInClient(baseUrl: string, now: () => number = Date.now): SignInClient {
  /** An authenticator shows a code only once; asked again within the step, the next one serves, being within the skew. */
  const lastSteps = new Map<string, number>()

  return {
    async staff({ userName, password, totpSecret }) {
      const begun = await begin(baseUrl, 'yika-staff')
      const step = Math.max(Math.floor(now() / 1000 / stepSeconds), (lastSteps.get(totpSecret) ?? 0) + 1)
      lastSteps.set(totpSecret, step)
      const code = await totp(totpSecret, step)
      const answer = await begun.browser.post(`${begun.path}/staff`, { userName, password, code })
      return finish(baseUrl, begun, answer)
    },
    async citizen(identityNumber) {
      const begun = await begin(baseUrl, 'yika-citizen')
      const sent = await begun.browser.post(`${begun.path}/send-code`, { identityNumber })
      if (sent.status !== 200) throw new Error(`no code was sent: ${sent.status}`)
      const outbox = await fetch(`${baseUrl}/dev/outbox`, { headers: { accept: 'application/json' } })
      const { messages } = (await outbox.json()) as { messages: { use: string; text: string }[] }
      const code = /\d{6}/.exec(messages.find(({ use }) => use === 'sign-in')?.text ?? '')?.[0]
      if (code === undefined) throw new Error('no sign-in code in the outbox')
      return finish(baseUrl, begun, await begun.browser.post(`${begun.path}/code`, { code }))
    },
    async system(clientId, privateKey) {
      const answer = await fetch(`${baseUrl}/oidc/token`, {
        method: 'POST',
        body: new URLSearchParams({
          grant_type: 'client_credentials',
          client_id: clientId,
          client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
          client_assertion: await assertion(clientId, `${baseUrl}/oidc`, privateKey, now()),
        }),
      })
      return tokenOf(answer)
    },
  }
}

/** What a browser keeps: cookies, by name; and it does not follow redirects, so that each can be looked at. */
export interface Browser {
  get(path: string): Promise<Response>
  post(path: string, form: Readonly<Record<string, string>>): Promise<Response>
  postJson(path: string, body: unknown): Promise<Response>
}

export function createBrowser(baseUrl: string): Browser {
  const cookies = new Map<string, string>()
  async function send(path: string, request: RequestInit): Promise<Response> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { ...(request.headers as Record<string, string>), cookie }
    const answer = await fetch(new URL(path, baseUrl), { ...request, headers, redirect: 'manual' })
    for (const line of answer.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split(';')
      const [name = '', value = ''] = pair.split(/=(.*)/s)
      const gone = attributes.some((attribute) => /expires=thu, 01 jan 1970/i.test(attribute.trim()))
      if (gone) cookies.delete(name)
      else cookies.set(name, value)
    }
    return answer
  }
  return {
    get: (path) => send(path, {}),
    post: (path, form) => send(path, { method: 'POST', body: new URLSearchParams(form) }),
    postJson: (path, body) =>
      send(path, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  }
}

export interface BegunSignIn {
  readonly browser: Browser
  /** Path of the sign-in page. */
  readonly path: string
  readonly verifier: string
  readonly clientId: string
}

/** Authorization code with a proof key (RFC 7636), up to the sign-in page. */
export async function begin(
  baseUrl: string,
  clientId: 'yika-staff' | 'yika-citizen',
  browser = createBrowser(baseUrl),
): Promise<BegunSignIn> {
  const verifier = base64url(crypto.getRandomValues(new Uint8Array(32)))
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))
  const query = new URLSearchParams({
    client_id: clientId,
    redirect_uri: `${baseUrl}/signed-in`,
    response_type: 'code',
    scope: 'openid',
    code_challenge: base64url(new Uint8Array(digest)),
    code_challenge_method: 'S256',
    state: 'story',
  })
  const answer = await browser.get(`/oidc/auth?${query}`)
  const path = answer.headers.get('location')
  if (path === null) throw new Error(`the provider did not ask for a sign-in: ${answer.status}`)
  return { browser, path, verifier, clientId }
}

/** From the answer of the sign-in page to the token. */
async function finish(baseUrl: string, begun: BegunSignIn, answer: Response): Promise<string> {
  if (answer.status !== 303) throw new Error(`the sign-in was refused: ${answer.status}`)
  return redeem(baseUrl, begun, answer.headers.get('location') ?? '')
}

/** Follows the redirects to the portal and redeems the code that arrives there. */
export async function redeem(baseUrl: string, begun: BegunSignIn, location: string): Promise<string> {
  let next = location
  while (!next.startsWith(`${baseUrl}/signed-in`)) {
    const answer = await begun.browser.get(next)
    const to = answer.headers.get('location')
    if (to === null) throw new Error(`the provider stopped: ${answer.status}`)
    next = to
  }
  const code = new URL(next).searchParams.get('code')
  if (code === null) throw new Error(`the provider refused: ${new URL(next).searchParams.get('error')}`)
  return tokenOf(
    await fetch(`${baseUrl}/oidc/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        client_id: begun.clientId,
        redirect_uri: `${baseUrl}/signed-in`,
        code,
        code_verifier: begun.verifier,
      }),
    }),
  )
}

async function tokenOf(answer: Response): Promise<string> {
  const body = (await answer.json()) as { access_token?: string; error?: string }
  if (body.access_token === undefined) throw new Error(`no token: ${answer.status} ${body.error}`)
  return body.access_token
}

/** RFC 7523: the system signs who it is, for this provider, for a minute, once. */
async function assertion(clientId: string, audience: string, key: CryptoKey, nowMs: number): Promise<string> {
  const encode = (value: object) => base64url(new TextEncoder().encode(JSON.stringify(value)))
  const iat = Math.floor(nowMs / 1000)
  const isEd25519 = key.algorithm.name === 'Ed25519'
  const claims = { iss: clientId, sub: clientId, aud: audience, iat, exp: iat + 60, jti: crypto.randomUUID() }
  const text = `${encode({ alg: isEd25519 ? 'EdDSA' : 'ES256', typ: 'JWT' })}.${encode(claims)}`
  const algorithm = isEd25519 ? { name: 'Ed25519' } : { name: 'ECDSA', hash: 'SHA-256' }
  const signature = await crypto.subtle.sign(algorithm, key, new TextEncoder().encode(text))
  return `${text}.${base64url(new Uint8Array(signature))}`
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** RFC 6238: the six digits of a time step. */
export async function totp(secret: string, step: number): Promise<string> {
  const bits = [...secret].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('')
  const bytes = (bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2))
  const hmac = { name: 'HMAC', hash: 'SHA-1' }
  const key = await crypto.subtle.importKey('raw', new Uint8Array(bytes), hmac, false, ['sign'])
  const counter = new DataView(new ArrayBuffer(8))
  counter.setBigUint64(0, BigInt(step))
  const mac = new DataView(await crypto.subtle.sign('HMAC', key, counter))
  const value = mac.getUint32(mac.getUint8(19) & 0x0f) & 0x7fff_ffff
  return String(value % 1_000_000).padStart(6, '0')
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}

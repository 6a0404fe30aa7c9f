import { base64url } from '../client/base64url.ts'
import { CallFailed } from '../client/problem.ts'
import { send } from '../client/send.ts'
import type { SessionStore, TokenAnswer } from '../client/session.ts'
import { providerName, type SignIn } from '../client/sign-in.ts'

export interface Signer {
  readonly terminalId: string
  sign(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array>
}

const assertionSeconds = 60
const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

/**
 * RFC 7523: the device signs in by itself, with its own key and without a person. The token lives for some minutes and only in memory:
 * the client must be given a storage that dies with the page.
 */
export function terminalSession({ terminalId, sign }: Signer, sessions: SessionStore): SignIn {
  let renewing: Promise<boolean> | undefined

  async function assertion(audience: string, nowMs: number): Promise<string> {
    const part = (value: object) => base64url(new TextEncoder().encode(JSON.stringify(value)))
    const iat = Math.floor(nowMs / 1000)
    const claims = { iss: terminalId, sub: terminalId, aud: audience, iat, exp: iat + assertionSeconds }
    const text = `${part({ alg: 'ES256', typ: 'JWT' })}.${part({ ...claims, jti: crypto.randomUUID() })}`
    return `${text}.${base64url(await sign(new TextEncoder().encode(text)))}`
  }

  async function redeem(nowMs: number): Promise<TokenAnswer> {
    const form = {
      grant_type: 'client_credentials',
      client_id: terminalId,
      client_assertion_type: assertionType,
      client_assertion: await assertion(await providerName(), nowMs),
    }
    return (await send('/oidc/token', { method: 'POST', body: new URLSearchParams(form) })) as TokenAnswer
  }

  async function renewOnce(): Promise<boolean> {
    // A device whose clock is wrong must still come in, to be told so: a signature counts by the clock of the office.
    for (const now of [async () => Date.now(), officeNow]) {
      const answer = await redeem(await now()).catch(unlessRefused)
      if (answer === undefined) continue
      sessions.save(answer)
      return true
    }
    sessions.clear()
    return false
  }

  const renew = (): Promise<boolean> => {
    renewing ??= renewOnce().finally(() => {
      renewing = undefined
    })
    return renewing
  }

  return {
    renew,
    async begin() {
      await renew()
    },
    complete: async () => '/',
    leave: () => sessions.clear(),
    leaveEverywhere: async () => sessions.clear(),
  }
}

/** A lost network is no refusal. */
function unlessRefused(failed: unknown): undefined {
  if (failed instanceof CallFailed && [400, 401, 403].includes(failed.problem.status)) return undefined
  throw failed
}

async function officeNow(): Promise<number> {
  const { at } = (await send('/v1/terminal/terminal-health', {})) as { at: string }
  return Date.parse(at)
}

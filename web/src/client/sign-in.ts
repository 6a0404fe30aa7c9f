import { base64url } from './base64url.ts'
import { CallFailed } from './problem.ts'
import { send } from './send.ts'
import type { SessionStore, TokenAnswer } from './session.ts'

export interface Portal {
  /** Where the portal begins, `/me`; its pages lie below. */
  readonly home: string
  /** `yika-citizen` or `yika-staff`; a terminal goes by its own name. */
  readonly clientId: string
}

/** OpenID Connect: a code for the browser, and a proof that whoever redeems it is who asked for it (RFC 7636). */
export interface SignIn {
  /** Leaves the page; comes back to `returnTo`, an address within the portal. */
  begin(returnTo: string): Promise<void>
  /** On the address of return; answers where to go on. */
  complete(query: URLSearchParams): Promise<string>
  /** A new token without a person; false when a person has to sign in again. */
  renew(): Promise<boolean>
  /** Ends the tokens and the session of the browser. */
  leave(): void
  /** Ends every session and token of the person, on every device. */
  leaveEverywhere(): Promise<void>
}

interface Asked {
  readonly verifier: string
  readonly returnTo: string
}

const askedPrefix = 'yika.sign-in.'

export function createSignIn(portal: Portal, sessions: SessionStore, storage: Storage): SignIn {
  const returnAddress = () => `${location.origin}${portal.home}/signed-in`
  let renewing: Promise<boolean> | undefined

  async function renewOnce(): Promise<boolean> {
    const refreshToken = sessions.current()?.refreshToken
    if (refreshToken === undefined || refreshToken === null) {
      sessions.clear()
      return false
    }
    try {
      sessions.save(await redeem({ grant_type: 'refresh_token', refresh_token: refreshToken }))
      return true
    } catch (failed) {
      // A lost network is not a lost session.
      if (failed instanceof CallFailed && failed.problem.code === 'connection-lost') throw failed
      sessions.clear()
      return false
    }
  }

  const redeem = async (form: Readonly<Record<string, string>>): Promise<TokenAnswer> =>
    (await send('/oidc/token', {
      method: 'POST',
      body: new URLSearchParams({ client_id: portal.clientId, ...form }),
    })) as TokenAnswer

  return {
    async begin(returnTo) {
      const issuer = await issuerOrigin()
      if (issuer !== location.origin) {
        // The provider knows the portals under its own name only.
        location.assign(`${issuer}${returnTo}`)
        return
      }
      const verifier = randomText()
      const state = randomText()
      storage.setItem(askedPrefix + state, JSON.stringify({ verifier, returnTo } satisfies Asked))
      const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))
      const query = new URLSearchParams({
        client_id: portal.clientId,
        redirect_uri: returnAddress(),
        response_type: 'code',
        scope: 'openid',
        code_challenge: base64url(new Uint8Array(digest)),
        code_challenge_method: 'S256',
        state,
        ui_locales: document.documentElement.lang,
      })
      location.assign(`/oidc/auth?${query}`)
    },
    async complete(query) {
      const place = askedPrefix + (query.get('state') ?? '')
      const asked = JSON.parse(storage.getItem(place) ?? 'null') as Asked | null
      const code = query.get('code')
      storage.removeItem(place)
      if (asked === null || code === null) return portal.home
      sessions.save(
        await redeem({
          grant_type: 'authorization_code',
          redirect_uri: returnAddress(),
          code,
          code_verifier: asked.verifier,
        }),
      )
      return asked.returnTo
    },
    renew() {
      // Two calls that find the same token old renew it once: a refresh token is good for one use.
      renewing ??= renewOnce().finally(() => {
        renewing = undefined
      })
      return renewing
    },
    leave() {
      const idToken = sessions.current()?.idToken
      sessions.clear()
      storage.clear()
      const query = new URLSearchParams({
        client_id: portal.clientId,
        post_logout_redirect_uri: `${location.origin}/`,
        ...(idToken === null || idToken === undefined ? {} : { id_token_hint: idToken }),
      })
      location.assign(`/oidc/session/end?${query}`)
    },
    async leaveEverywhere() {
      if (!(await this.renew())) return
      await send('/sign-in/leave-everywhere', {
        method: 'POST',
        headers: { authorization: `Bearer ${sessions.current()?.accessToken}` },
      })
      sessions.clear()
      storage.clear()
      location.assign('/')
    },
  }
}

async function issuerOrigin(): Promise<string> {
  return new URL(await providerName()).origin
}

/** As the provider calls itself: what is signed for it names it so. */
export async function providerName(): Promise<string> {
  const { issuer } = (await send('/oidc/.well-known/openid-configuration', {})) as { issuer: string }
  return issuer
}

function randomText(): string {
  return base64url(crypto.getRandomValues(new Uint8Array(32)))
}

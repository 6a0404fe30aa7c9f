import { type Context, interactionPolicy, Provider } from 'oidc-provider'
import { actorOfAccount } from './account.ts'
import { portalClients } from './client-metadata.ts'
import { oidcAdapter } from './oidc-adapter.ts'
import { languageOf, pageFrame } from './page-frame.ts'
import { expiredPage } from './pages.ts'
import type { SignInParts } from './parts.ts'
import { providerKeys } from './provider-keys.ts'

const secondsPerMinute = 60
const scopes = 'openid offline_access'

/** The OpenID provider: code and PKCE for people, `private_key_jwt` for systems, opaque tokens kept in PostgreSQL. */
export async function createProvider(parts: SignInParts): Promise<Provider> {
  const publicUrl = parts.publicUrl()
  const keys = await providerKeys(parts)
  const secure = publicUrl.startsWith('https:')
  const cookie = (name: string) => (secure ? `__Secure-yika-${name}` : `yika-${name}`)
  const minutes = (key: string) => () => parts.figure(key) * secondsPerMinute
  const sessionSeconds = minutes('session.lifetime')
  const tokenSeconds = () => Math.min(parts.figure('token.lifetime') * secondsPerMinute, partnerTokenMostSeconds)
  const provider = new Provider(`${publicUrl}/oidc`, {
    adapter: (model: string) => oidcAdapter(model, parts),
    clients: portalClients(publicUrl),
    clientAuthMethods: ['none', 'private_key_jwt'],
    jwks: { keys: keys.signing },
    cookies: {
      keys: keys.cookies,
      names: { interaction: cookie('interaction'), resume: cookie('resume'), session: cookie('session') },
      long: { httpOnly: true, sameSite: 'lax', signed: true, secure },
      short: { httpOnly: true, sameSite: 'lax', signed: true, secure },
    },
    responseTypes: ['code'],
    scopes: scopes.split(' '),
    pkce: { required: () => true },
    // Our portals are of the same origin, but a browser names it with every POST.
    clientBasedCORS: (_ctx: Context, origin: string) => origin === new URL(publicUrl).origin,
    rotateRefreshToken: true,
    issueRefreshToken: async (_ctx: Context, client: { grantTypeAllowed(type: string): boolean }) =>
      client.grantTypeAllowed('refresh_token'),
    // Counters and halls are shared machines: signing out ends the tokens too, not the cookie alone.
    expiresWithSession: async () => true,
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      revocation: { enabled: true },
      resourceIndicators: { enabled: false },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: async (ctx: Context, form: string) => leavePage(ctx, form),
        postLogoutSuccessSource: async (ctx: Context) => leftPage(ctx),
      },
    },
    ttl: {
      AccessToken: minutes('session.idle'),
      AuthorizationCode: () => 60,
      ClientCredentials: tokenSeconds,
      Grant: sessionSeconds,
      IdToken: minutes('session.idle'),
      Interaction: () => 15 * secondsPerMinute,
      RefreshToken: sessionSeconds,
      Session: sessionSeconds,
    },
    interactions: {
      policy: policyWithLivingAccount(),
      url: (_ctx: Context, interaction: { uid: string }) => `/sign-in/${interaction.uid}`,
    },
    // A portal learns which role signed in and where it sits, to offer what can be done there; nothing is decided by it.
    claims: { openid: ['sub', 'role', 'organisationId', 'bankId', 'officeId', 'district'] },
    conformIdTokenClaims: false,
    findAccount: async (_ctx: Context, accountId: string) => {
      const actor = await actorOfAccount(parts, accountId)
      if (actor === undefined) return undefined
      const { role, organisationId, bankId, officeId, district } = actor
      const place = { organisationId, bankId, officeId, district }
      return { accountId, claims: async () => ({ sub: accountId, role, ...place }) }
    },
    // Our own portals need no consent: what they may do is in the table of rights.
    loadExistingGrant: async (ctx: Context) => {
      const { client, session } = ctx.oidc
      const accountId = session.accountId as string
      const known = session.grantIdFor(client.clientId)
      const kept = known === undefined ? undefined : await provider.Grant.find(known)
      if (kept?.accountId === accountId) return kept
      const grant = new provider.Grant({ clientId: client.clientId, accountId })
      grant.addOIDCScope(scopes)
      await grant.save()
      return grant
    },
    renderError: async (ctx: Context) => {
      const { html, contentSecurityPolicy } = expiredPage(languageOfContext(ctx))
      ctx.type = 'html'
      ctx.set('content-security-policy', contentSecurityPolicy)
      ctx.body = html
    },
  })
  // The address is ours, not what the caller or a proxy says (`mountProvider` sets it before the provider reads it).
  provider.proxy = true
  provider.use(async (ctx, next) => {
    ctx.set('x-content-type-options', 'nosniff')
    ctx.set('referrer-policy', 'no-referrer')
    await next()
  })
  provider.on('server_error', (_ctx, error) => parts.report(error))
  return provider
}

/** ASVS and the treaty with partners: whatever the policy says, a system's token ends within ten minutes. */
const partnerTokenMostSeconds = 600

/** A session whose account has ended meanwhile asks for a sign-in instead of failing. */
function policyWithLivingAccount() {
  const policy = interactionPolicy.base()
  const { Check } = interactionPolicy
  policy
    .get('login')
    .checks.add(
      new Check('account_ended', 'the account of the session has ended', ({ oidc }) =>
        oidc.session.accountId !== undefined && oidc.account === undefined
          ? Check.REQUEST_PROMPT
          : Check.NO_NEED_TO_PROMPT,
      ),
    )
  return policy
}

function languageOfContext(ctx: Context) {
  const headers = (ctx as unknown as { headers: Record<string, string | undefined> }).headers
  return languageOf(undefined, headers['accept-language'])
}

function leavePage(ctx: Context, form: string): void {
  const language = languageOfContext(ctx)
  const zh = language === 'zh'
  const { html, contentSecurityPolicy } = pageFrame({
    language,
    title: zh ? '退出登录' : 'Sign out',
    body: `${form}<button type="submit" form="op.logoutForm" name="logout" value="yes" autofocus>${zh ? '退出' : 'Sign out'}</button>`,
  })
  ctx.set('content-security-policy', contentSecurityPolicy)
  ctx.body = html
}

function leftPage(ctx: Context): void {
  const language = languageOfContext(ctx)
  const zh = language === 'zh'
  const { html, contentSecurityPolicy } = pageFrame({
    language,
    title: zh ? '已退出' : 'Signed out',
    body: `<p>${zh ? '您已退出登录。' : 'You have signed out.'}</p>`,
  })
  ctx.set('content-security-policy', contentSecurityPolicy)
  ctx.body = html
}

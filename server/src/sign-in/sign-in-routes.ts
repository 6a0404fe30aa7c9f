import type { Actor } from '@yika/core/access/actor.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Interaction, Provider } from 'oidc-provider'
import { sendSignInCode, signInWithCode } from './citizen-sign-in.ts'
import { confirmEnrolment, enrolStaff } from './enrol-staff.ts'
import { leaveEverywhere } from './leave-everywhere.ts'
import { type Language, languageOf, type Page } from './page-frame.ts'
import { citizenPage, codePage, donePage, enrolPage, expiredPage, secretPage, staffPage, type Visit } from './pages.ts'
import type { SignInParts } from './parts.ts'
import {
  passkeyRegistrationOptions,
  passkeySignInOptions,
  passkeysPossible,
  registerPasskey,
  signInWithPasskey,
} from './passkey.ts'
import { passkeyScript } from './passkey-script.ts'
import { type SignInResult, signInStaff } from './staff-sign-in.ts'

export interface SignInRoutes {
  provider(): Promise<Provider>
  authenticate(request: FastifyRequest): Promise<Actor | undefined>
  deliver(work: () => Promise<void>): void
}

type Form = Readonly<Record<string, string | undefined>>
const formLimitBytes = 16 * 1024
const hidden = { schema: { hide: true } as object }

/** The pages of signing in. Each belongs to one request of the provider, known by a signed cookie of the same browser. */
export function signInRoutes(app: FastifyInstance, parts: SignInParts, routes: SignInRoutes): void {
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: formLimitBytes },
    (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(body as string))),
  )

  async function visitOf(request: FastifyRequest, reply: FastifyReply) {
    const provider = await routes.provider()
    const { uid } = request.params as { uid: string }
    const interaction = await provider.interactionDetails(request.raw, reply.raw).catch(() => undefined)
    if (interaction === undefined || interaction.uid !== uid) return undefined
    return { provider, interaction, visit: visitFor(interaction, request) }
  }

  function visitFor(interaction: Interaction, request: FastifyRequest): Visit {
    const { redirect_uri: target, ui_locales: locales } = interaction.params
    const language = askedLanguage(request) ?? languageOf(locales, request.headers['accept-language'])
    const formTarget = target !== undefined && URL.canParse(target) ? new URL(target).origin : undefined
    return { language, path: `/sign-in/${interaction.uid}`, ...(formTarget === undefined ? {} : { formTarget }) }
  }

  const isStaff = (interaction: Interaction) => interaction.params['client_id'] === 'yika-staff'
  const firstPage = (interaction: Interaction, visit: Visit) =>
    isStaff(interaction) ? staffPage(visit) : citizenPage(visit, passkeysPossible(parts.publicUrl()))
  const expired = (request: FastifyRequest, reply: FastifyReply) =>
    send(reply, expiredPage(askedLanguage(request) ?? languageOf(undefined, request.headers['accept-language'])))

  async function finish(provider: Provider, request: FastifyRequest, reply: FastifyReply, accountId: string) {
    const methods = accountId.startsWith('staff:') ? ['pwd', 'otp'] : ['otp']
    // A sign-in ends with the browser's session: counters and halls are shared machines.
    return provider.interactionResult(request.raw, reply.raw, { login: { accountId, amr: methods, remember: false } })
  }

  app.get('/sign-in/:uid', hidden, async (request, reply) => {
    const found = await visitOf(request, reply)
    return found === undefined ? expired(request, reply) : send(reply, firstPage(found.interaction, found.visit))
  })

  app.post('/sign-in/:uid/staff', hidden, async (request, reply) => {
    const found = await visitOf(request, reply)
    if (found === undefined || !isStaff(found.interaction)) return expired(request, reply)
    const { userName = '', password = '', code = '' } = formOf(request)
    const entry = { userName: userName.trim().toLowerCase(), password, code: code.replace(/\s/g, '') }
    const result: SignInResult = await signInStaff(parts, { ...entry, address: request.ip })
    if ('refused' in result) return send(reply, staffPage(found.visit, result.refused, userName))
    return reply.redirect(await finish(found.provider, request, reply, result.accountId), 303)
  })

  app.post('/sign-in/:uid/send-code', hidden, async (request, reply) => {
    const found = await visitOf(request, reply)
    if (found === undefined || isStaff(found.interaction)) return expired(request, reply)
    const { identityNumber = '' } = formOf(request)
    const { uid } = found.interaction
    const { refused } = await sendSignInCode(parts, uid, identityNumber, request.ip, routes.deliver)
    const page =
      refused === undefined
        ? codePage(found.visit)
        : citizenPage(found.visit, passkeysPossible(parts.publicUrl()), refused)
    return send(reply, page)
  })

  app.post('/sign-in/:uid/code', hidden, async (request, reply) => {
    const found = await visitOf(request, reply)
    if (found === undefined || isStaff(found.interaction)) return expired(request, reply)
    const result = await signInWithCode(parts, found.interaction.uid, formOf(request)['code'] ?? '')
    if ('refused' in result) return send(reply, codePage(found.visit, result.refused))
    return reply.redirect(await finish(found.provider, request, reply, result.accountId), 303)
  })

  app.post('/sign-in/:uid/passkey-options', hidden, async (request, reply) => {
    const found = await visitOf(request, reply)
    if (found === undefined || isStaff(found.interaction)) return reply.code(400).send({})
    return passkeySignInOptions(parts, found.interaction.uid)
  })

  app.post('/sign-in/:uid/passkey', hidden, async (request, reply) => {
    const found = await visitOf(request, reply)
    if (found === undefined || isStaff(found.interaction)) return reply.code(400).send({})
    const result = await signInWithPasskey(parts, found.interaction.uid, objectOf(request))
    if ('refused' in result) return reply.code(401).send({})
    return { location: await finish(found.provider, request, reply, result.accountId) }
  })

  app.get('/sign-in/passkey.js', hidden, async (_request, reply) =>
    reply.type('text/javascript; charset=utf-8').send(passkeyScript),
  )

  for (const [path, answer] of [
    ['/sign-in/passkey-registration-options', passkeyRegistrationOptions],
    ['/sign-in/passkey-registration', registerPasskey],
  ] as const) {
    app.post(path, hidden, async (request, reply) => {
      const actor = await routes.authenticate(request)
      if (actor?.personId === undefined || !passkeysPossible(parts.publicUrl())) return reply.code(401).send({})
      const made = await answer(parts, actor, objectOf(request))
      return typeof made === 'object' ? made : reply.code(made ? 200 : 400).send({ registered: made })
    })
  }

  app.post('/sign-in/leave-everywhere', hidden, async (request, reply) => {
    const actor = await routes.authenticate(request)
    if (actor?.personId === undefined) return reply.code(401).send({})
    await leaveEverywhere(parts, { ...actor, personId: actor.personId })
    return {}
  })

  const enrolVisit = (request: FastifyRequest): Visit => ({
    language: askedLanguage(request) ?? languageOf(undefined, request.headers['accept-language']),
    path: '/sign-in/enrol',
  })

  app.get('/sign-in/enrol', hidden, async (request, reply) => send(reply, enrolPage(enrolVisit(request))))

  app.post('/sign-in/enrol', hidden, async (request, reply) => {
    const { userName = '', enrolmentCode = '', password = '' } = formOf(request)
    const entry = { userName: userName.trim().toLowerCase(), enrolmentCode }
    const shown = await enrolStaff(parts, { ...entry, password })
    const visit = enrolVisit(request)
    return send(reply, 'fault' in shown ? enrolPage(visit, shown.fault, userName) : secretPage(visit, entry, shown))
  })

  app.post('/sign-in/enrol/confirm', hidden, async (request, reply) => {
    const { userName = '', enrolmentCode = '', code = '' } = formOf(request)
    const { fault } = await confirmEnrolment(parts, { userName, enrolmentCode, code: code.replace(/\s/g, '') })
    const visit = enrolVisit(request)
    return send(reply, fault === undefined ? donePage(visit) : enrolPage(visit, fault, userName))
  })
}

const fieldLongest = 1_000

/** What a form sent, whatever was sent in its place: text of a length that people type, nothing else. */
function formOf(request: FastifyRequest): Form {
  const fields = Object.entries(objectOf(request))
  return Object.fromEntries(fields.filter(([, value]) => typeof value === 'string' && value.length <= fieldLongest))
}

function objectOf(request: FastifyRequest): object {
  return typeof request.body === 'object' && request.body !== null ? request.body : {}
}

function askedLanguage(request: FastifyRequest): Language | undefined {
  const asked = (request.query as Form)['lang'] ?? formOf(request)['lang']
  return asked === 'en' || asked === 'zh' ? asked : undefined
}

function send(reply: FastifyReply, page: Page): FastifyReply {
  return reply
    .code(page.status)
    .type('text/html; charset=utf-8')
    .header('content-security-policy', page.contentSecurityPolicy)
    .header('cache-control', 'no-store')
    .send(page.html)
}

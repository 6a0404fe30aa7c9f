import { deedKeys } from './deed-keys.ts'
import { type Answer, addressOf, type CommandName, type Input, type PublicName, type QueryName } from './operations.ts'
import { CallFailed, isUncertain } from './problem.ts'
import { sendPatiently } from './send.ts'
import { type SessionStore, sessionStore } from './session.ts'
import { createSignIn, type Portal, type SignIn } from './sign-in.ts'

/** The whole server as a portal sees it: three ways to call it, each typed by the list of operations in core. */
export interface Client {
  readonly portal: Portal
  readonly sessions: SessionStore
  readonly signIn: SignIn
  /**
   * Changes something. The same input sent again before an answer came is the same deed; a key of one's own (a line of a
   * file) makes it the same deed for ever.
   */
  command<Name extends CommandName>(name: Name, input: Input<Name>, ownKey?: string): Promise<Answer<Name>>
  /** Reads personal or internal data; the server writes down who read what and why. */
  query<Name extends QueryName>(name: Name, input: Input<Name>, signal?: AbortSignal): Promise<Answer<Name>>
  /** Reads what is published. */
  read<Name extends PublicName>(name: Name, input: Input<Name>, signal?: AbortSignal): Promise<Answer<Name>>
}

const renewBeforeMs = 60_000

interface ClientParts {
  readonly storage?: Storage
  /** Who is no person signs in in another way than over the pages of the provider. */
  readonly signIn?: (sessions: SessionStore) => SignIn
}

export function createClient(portal: Portal, { storage = sessionStorage, signIn: ownWay }: ClientParts = {}): Client {
  const sessions = sessionStore(storage, portal.clientId)
  const signIn = ownWay?.(sessions) ?? createSignIn(portal, sessions, storage)
  const keys = deedKeys(storage)

  async function post(name: string, input: object, headers: Readonly<Record<string, string>>, signal?: AbortSignal) {
    const session = sessions.current()
    if (session !== undefined && session.expiresAt - Date.now() < renewBeforeMs) await signIn.renew()
    const once = () => {
      const token = sessions.current()?.accessToken
      return sendPatiently(addressOf(name), {
        method: 'POST',
        body: JSON.stringify(input),
        headers: {
          ...headers,
          'content-type': 'application/json',
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        },
        ...(signal === undefined ? {} : { signal }),
      })
    }
    try {
      return await once()
    } catch (failed) {
      const expired = failed instanceof CallFailed && failed.problem.status === 401
      if (!expired || !(await signIn.renew())) throw failed
      return once()
    }
  }

  return {
    portal,
    sessions,
    signIn,
    async command(name, input, ownKey) {
      if (ownKey !== undefined) return (await post(name, input, { 'idempotency-key': ownKey })) as never
      const key = await keys.keyFor(name, input)
      try {
        const answer = await post(name, input, { 'idempotency-key': key })
        await keys.answered(name, input)
        return answer as never
      } catch (failed) {
        // Whoever has to sign in first has not been answered either: the same deed follows the sign-in.
        const open = failed instanceof CallFailed && (isUncertain(failed.problem) || failed.problem.status === 401)
        if (!open) await keys.answered(name, input)
        throw failed
      }
    },
    async query(name, input, signal) {
      return (await post(name, input, {}, signal)) as never
    },
    async read(name, input, signal) {
      const query = new URLSearchParams(Object.entries(input).map(([key, value]) => [key, String(value)]))
      const address = `/v1/${name}${query.size === 0 ? '' : `?${query}`}`
      // Who works here sees their own deed at once; the entity tag makes it cheap when nothing changed.
      const fresh = sessions.current() === undefined ? {} : ({ cache: 'no-cache' } as const)
      return (await sendPatiently(address, { ...fresh, ...(signal === undefined ? {} : { signal }) })) as never
    },
  }
}

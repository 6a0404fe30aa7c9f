import { type AnswerOf, type InputOf, type Operation, pathOf } from '@yika/core/operation/operation.ts'
import { clientAssertion, type PartyKey } from './client-assertion.ts'

/** What the server refused, with the code that a program can act on. */
export interface ApiRefusal {
  readonly status: number
  readonly code: string
  readonly title: string
}

export type ApiResult<Answer> =
  | { readonly ok: true; readonly answer: Answer }
  | { readonly ok: false; readonly refusal: ApiRefusal }

/** A party's own program: plain HTTP, one token, nothing of the server's code but the list of operations. */
export interface ApiClient {
  call<O extends Operation>(operation: O, input: InputOf<O>, key?: string): Promise<ApiResult<AnswerOf<O>>>
  /** What everybody may read. */
  lookUp<O extends Operation>(operation: O, input: Readonly<Record<string, string>>): Promise<AnswerOf<O>>
}

/** The call whose refusal nobody expects: a refusal is an error. */
export async function answered<O extends Operation>(
  client: ApiClient,
  operation: O,
  input: InputOf<O>,
  key?: string,
): Promise<AnswerOf<O>> {
  const result = await client.call(operation, input, key)
  if (!result.ok) throw new Error(`${operation.name} was refused: ${result.refusal.status} ${result.refusal.code}`)
  return result.answer
}

export function apiClient(baseUrl: string, token: () => Promise<string>): ApiClient {
  return {
    async call<O extends Operation>(operation: O, input: InputOf<O>, key?: string): Promise<ApiResult<AnswerOf<O>>> {
      const response = await fetch(new URL(pathOf(operation), baseUrl), {
        method: 'POST',
        headers: {
          authorization: `Bearer ${await token()}`,
          'content-type': 'application/json',
          ...(key === undefined ? {} : { 'idempotency-key': key }),
        },
        body: JSON.stringify(input),
      })
      const body = (await response.json()) as AnswerOf<O> & { code?: string; title?: string }
      if (response.ok) return { ok: true, answer: body }
      return {
        ok: false,
        refusal: { status: response.status, code: body.code ?? 'unknown', title: body.title ?? '' },
      }
    },
    async lookUp<O extends Operation>(operation: O, input: Readonly<Record<string, string>>): Promise<AnswerOf<O>> {
      const response = await fetch(new URL(`${pathOf(operation)}?${new URLSearchParams(input)}`, baseUrl))
      if (!response.ok) throw new Error(`${operation.name} was refused: ${response.status}`)
      return (await response.json()) as AnswerOf<O>
    },
  }
}

const renewBeforeMs = 60_000

/** The token of a system (RFC 6749 4.4 with a signed assertion), renewed a minute before it ends. */
export function systemToken(baseUrl: string, clientId: string, key: PartyKey): () => Promise<string> {
  let held: { readonly token: string; readonly untilMs: number } | undefined
  return async () => {
    if (held !== undefined && Date.now() < held.untilMs) return held.token
    const response = await fetch(new URL('/oidc/token', baseUrl), {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: clientId,
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: clientAssertion(clientId, new URL('/oidc', baseUrl).href, key, Date.now()),
      }),
    })
    const body = (await response.json()) as { access_token?: string; expires_in?: number; error?: string }
    if (body.access_token === undefined) throw new Error(`no token for ${clientId}: ${response.status} ${body.error}`)
    held = { token: body.access_token, untilMs: Date.now() + (body.expires_in ?? 0) * 1000 - renewBeforeMs }
    return held.token
  }
}

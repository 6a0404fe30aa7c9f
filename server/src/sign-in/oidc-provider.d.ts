// What this room uses of oidc-provider, which brings no types of its own.
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http'

  export interface Context {
    readonly oidc: {
      readonly client: { readonly clientId: string }
      readonly session: {
        readonly accountId?: string
        grantIdFor(clientId: string): string | undefined
      }
      readonly account?: Account
      readonly result?: { readonly consent?: { readonly grantId?: string } }
    }
    body: string
    type: string
    status: number
    set(name: string, value: string): void
  }

  export interface Account {
    readonly accountId: string
    claims(): Promise<{ readonly sub: string } & Readonly<Record<string, string | undefined>>>
  }

  export interface Interaction {
    readonly uid: string
    readonly prompt: { readonly name: string }
    readonly params: Readonly<Record<string, string | undefined>>
  }

  export interface Token {
    readonly accountId?: string
    readonly clientId?: string
    readonly exp?: number
  }

  export interface AdapterPayload extends Record<string, unknown> {
    readonly grantId?: string
    readonly uid?: string
    readonly accountId?: string
    consumed?: number
  }

  export interface Adapter {
    upsert(id: string, payload: AdapterPayload, expiresIn: number): Promise<void>
    find(id: string): Promise<AdapterPayload | undefined>
    findByUid(uid: string): Promise<AdapterPayload | undefined>
    findByUserCode(userCode: string): Promise<AdapterPayload | undefined>
    consume(id: string): Promise<void>
    destroy(id: string): Promise<void>
    revokeByGrantId(grantId: string): Promise<void>
  }

  export class Grant {
    constructor(of: { clientId: string; accountId: string })
    readonly accountId: string
    addOIDCScope(scope: string): void
    save(): Promise<string>
    static find(id: string): Promise<Grant | undefined>
  }

  export class Provider {
    constructor(issuer: string, configuration: object)
    proxy: boolean
    readonly issuer: string
    readonly Grant: typeof Grant
    readonly AccessToken: { find(value: string): Promise<Token | undefined> }
    readonly ClientCredentials: { find(value: string): Promise<Token | undefined> }
    callback(): (request: IncomingMessage, response: ServerResponse) => Promise<void>
    use(middleware: (ctx: Context, next: () => Promise<void>) => Promise<void>): void
    on(event: string, listener: (ctx: Context, error: Error) => void): void
    interactionDetails(request: IncomingMessage, response: ServerResponse): Promise<Interaction>
    interactionResult(request: IncomingMessage, response: ServerResponse, result: object): Promise<string>
  }

  class Check {
    constructor(reason: string, description: string, check: (ctx: Context) => boolean)
    static readonly REQUEST_PROMPT: true
    static readonly NO_NEED_TO_PROMPT: false
  }

  export const interactionPolicy: {
    readonly Check: typeof Check
    base(): { get(name: string): { readonly checks: { add(check: Check): void } } }
  }
}

import type { Role } from '@yika/core/access/role.ts'

/** Who is signed in here, as the portal knows it; what they may do is decided by the server every time. */
export interface Session {
  readonly accessToken: string
  readonly refreshToken: string | null
  readonly expiresAt: number
  readonly idToken: string | null
  readonly personId: string | null
  /** By this a colleague is told apart from oneself: what wants two persons is not offered to the first of them. */
  readonly staffId: string | null
  readonly role: Role | null
  /** Where the person works: the body of Article 6, the bank, its outlet or an office, a district. */
  readonly organisationId: string | null
  readonly bankId: string | null
  readonly officeId: string | null
  readonly district: string | null
}

export interface TokenAnswer {
  readonly access_token: string
  readonly refresh_token?: string
  readonly id_token?: string
  readonly expires_in: number
}

/** The session of one portal in this tab: gone with the tab, never in a cookie or in lasting storage. */
export interface SessionStore {
  current(): Session | undefined
  save(answer: TokenAnswer): void
  clear(): void
  watch(listener: () => void): () => void
}

export function sessionStore(storage: Storage, portal: string, now: () => number = Date.now): SessionStore {
  const place = `yika.session.${portal}`
  const listeners = new Set<() => void>()
  let session = read(storage.getItem(place))
  function set(next: Session | undefined): void {
    session = next
    if (next === undefined) storage.removeItem(place)
    else storage.setItem(place, JSON.stringify(next))
    for (const listener of listeners) listener()
  }
  return {
    current: () => session,
    save(answer) {
      const claims = claimsOf(answer.id_token)
      set({
        accessToken: answer.access_token,
        refreshToken: answer.refresh_token ?? session?.refreshToken ?? null,
        expiresAt: now() + answer.expires_in * 1000,
        idToken: answer.id_token ?? session?.idToken ?? null,
        personId: claims.personId ?? session?.personId ?? null,
        staffId: claims.staffId ?? session?.staffId ?? null,
        role: claims.role ?? session?.role ?? null,
        organisationId: claims.organisationId ?? session?.organisationId ?? null,
        bankId: claims.bankId ?? session?.bankId ?? null,
        officeId: claims.officeId ?? session?.officeId ?? null,
        district: claims.district ?? session?.district ?? null,
      })
    },
    clear: () => set(undefined),
    watch(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

function read(kept: string | null): Session | undefined {
  try {
    return kept === null ? undefined : (JSON.parse(kept) as Session)
  } catch {
    return undefined
  }
}

type Claims = Partial<
  Pick<Session, 'role' | 'organisationId' | 'bankId' | 'officeId' | 'district' | 'personId' | 'staffId'>
>

/** Read for showing only; the token came over our own connection and nothing is decided by it. */
function claimsOf(idToken: string | undefined): Claims {
  const [, payload] = idToken?.split('.') ?? []
  if (payload === undefined) return {}
  const bytes = Uint8Array.from(atob(payload.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0))
  const { sub, ...claims } = JSON.parse(new TextDecoder().decode(bytes)) as Claims & { readonly sub: string }
  const [kind, id] = sub.split(':')
  if (id === undefined) return claims
  return { ...claims, ...(kind === 'person' ? { personId: id } : {}), ...(kind === 'staff' ? { staffId: id } : {}) }
}

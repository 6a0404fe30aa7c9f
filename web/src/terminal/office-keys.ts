/** A public key of the office in the form of RFC 7517; its name is purpose and version, `status-list-1`. */
export interface OfficeKey {
  readonly kid: string
  readonly x: string
  readonly y: string
}

export interface OfficeKeys {
  /** Keys of the lists alone: what signs codes signs no list. */
  verifyList(kid: string, signed: Uint8Array, signature: Uint8Array): Promise<boolean>
  /** x‖y of the key with which e-cards are issued. */
  issuerKey(version: number): Uint8Array | undefined
}

export function officeKeys(known: readonly OfficeKey[]): OfficeKeys {
  const points = new Map(known.map(({ kid, x, y }) => [kid, pointOf(x, y)]))
  return {
    async verifyList(kid, signed, signature) {
      const point = /^status-list-\d+$/.test(kid) ? points.get(kid) : undefined
      return point !== undefined && verifyEs256(point, signed, signature)
    },
    issuerKey: (version) => points.get(`e-card-${version}`),
  }
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const
const uncompressed = 4

export async function verifyEs256(point: Uint8Array, signed: Uint8Array, signature: Uint8Array): Promise<boolean> {
  try {
    const key = await crypto.subtle.importKey('raw', Uint8Array.of(uncompressed, ...point), algorithm, false, [
      'verify',
    ])
    return await crypto.subtle.verify(algorithm, key, Uint8Array.from(signature), Uint8Array.from(signed))
  } catch {
    // No point of the curve.
    return false
  }
}

function pointOf(x: string, y: string): Uint8Array {
  const bytes = (part: string) => Uint8Array.fromBase64(part, { alphabet: 'base64url' })
  return Uint8Array.of(...bytes(x), ...bytes(y))
}

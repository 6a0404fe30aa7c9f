import type { webcrypto } from 'node:crypto'

/** An authenticator in software (WebAuthn level 2): one ES256 key, user verified, a counter. */
export interface Authenticator {
  register(options: { challenge: string; rp: { id: string }; user: { id: string } }): Promise<object>
  signIn(options: { challenge: string; rpId: string }): Promise<object>
}

export async function createAuthenticator(origin: string): Promise<Authenticator> {
  const pair = (await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
    'sign',
    'verify',
  ])) as webcrypto.CryptoKeyPair
  const point = Buffer.from(await crypto.subtle.exportKey('raw', pair.publicKey))
  const credentialId = Buffer.from(crypto.getRandomValues(new Uint8Array(16)))
  const id = credentialId.toString('base64url')
  let counter = 0
  let userHandle = ''

  const clientData = (type: string, challenge: string) =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))

  /** WebAuthn 6.1: hash of the name, flags, counter, and at registration the key. */
  async function authenticatorData(rpId: string, flags: number, attested: Buffer): Promise<Buffer> {
    counter += 1
    const count = Buffer.alloc(4)
    count.writeUInt32BE(counter)
    return Buffer.concat([await sha256(Buffer.from(rpId)), Buffer.from([flags]), count, attested])
  }

  return {
    async register({ challenge, rp, user }) {
      userHandle = user.id
      // COSE_Key (RFC 9053): kty EC2, alg ES256, crv P-256, x, y.
      const cose = Buffer.concat([
        Buffer.from('a5010203262001215820', 'hex'),
        point.subarray(1, 33),
        Buffer.from('225820', 'hex'),
        point.subarray(33),
      ])
      const attested = Buffer.concat([Buffer.alloc(16), Buffer.from([0, credentialId.length]), credentialId, cose])
      const data = await authenticatorData(rp.id, 0x45, attested)
      const attestation = Buffer.concat([
        Buffer.from('a363666d74646e6f6e656761747453746d74a0686175746844617461', 'hex'),
        Buffer.from([0x58, data.length]),
        data,
      ])
      return {
        id,
        rawId: id,
        type: 'public-key',
        clientExtensionResults: {},
        response: {
          clientDataJSON: clientData('webauthn.create', challenge).toString('base64url'),
          attestationObject: attestation.toString('base64url'),
          transports: ['internal'],
        },
      }
    },
    async signIn({ challenge, rpId }) {
      const client = clientData('webauthn.get', challenge)
      const data = await authenticatorData(rpId, 0x05, Buffer.alloc(0))
      const signed = Buffer.concat([data, await sha256(client)])
      const raw = Buffer.from(
        await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, pair.privateKey, new Uint8Array(signed)),
      )
      return {
        id,
        rawId: id,
        type: 'public-key',
        clientExtensionResults: {},
        response: {
          clientDataJSON: client.toString('base64url'),
          authenticatorData: data.toString('base64url'),
          signature: der(raw).toString('base64url'),
          userHandle,
        },
      }
    },
  }
}

async function sha256(bytes: Buffer): Promise<Buffer> {
  return Buffer.from(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes)))
}

/** WebAuthn signs with the two integers in ASN.1 (X9.62), the web's own cryptography gives them side by side. */
function der(raw: Buffer): Buffer {
  const integer = (bytes: Buffer) => {
    const first = bytes.findIndex((byte) => byte !== 0)
    const short = bytes.subarray(first)
    const positive = (short[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), short]) : short
    return Buffer.concat([Buffer.from([0x02, positive.length]), positive])
  }
  const both = Buffer.concat([integer(raw.subarray(0, 32)), integer(raw.subarray(32))])
  return Buffer.concat([Buffer.from([0x30, both.length]), both])
}

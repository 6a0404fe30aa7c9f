import { type SuiteFamily, suiteByNumber } from './choose-suite.ts'
import { envelopeAlgorithms } from './envelope-algorithms.ts'
import type { Key, KeyRing } from './key-ring.ts'
import { sealedHead } from './sealed.ts'
import type { CipherSuite } from './suite.ts'

/**
 * A message of the office that one recipient can read and nobody else can have written. Simulated: the format in which a city sends its
 * orders to a factory is not public. `YKE1` · suite (1) · version of the signing key (2) · hash of the recipient's public key (32) ·
 * length (2) and wrapped content key · iv, ciphertext and tag of the suite over the content, all before it authenticated · signature (64)
 * over everything before it. Numbers are big endian.
 */
const magic = Buffer.from('YKE1')
const hashBytes = 32
const wrappedAt = magic.length + 3 + hashBytes

/** Public or private keys of a recipient by family; raw bytes. */
export type EnvelopeKeys = Readonly<Partial<Record<SuiteFamily, Uint8Array>>>

/** The public half of a key that signs envelopes. */
export interface EnvelopeSigner {
  readonly version: number
  readonly family: SuiteFamily
  readonly publicKey: Uint8Array
}

/** `recipient`: closed for somebody else; `content`: the signer's own work does not open. */
export type EnvelopeFault = 'form' | 'signature' | 'recipient' | 'content'

export type OpenedEnvelope =
  | { readonly ok: true; readonly content: Uint8Array }
  | { readonly ok: false; readonly fault: EnvelopeFault }

const keyName = 'order-signing'

export function envelopeSigners(ring: KeyRing): readonly EnvelopeSigner[] {
  return ring.versions(keyName).map((key) => {
    const family = familyOf(key.suite)
    const { publicKey } = envelopeAlgorithms[family].signingKey(key.material)
    return { version: key.version, family, publicKey }
  })
}

/** Undefined when the recipient has no key of the signing key's family. */
export function sealEnvelope(ring: KeyRing, recipient: EnvelopeKeys, content: Uint8Array): Uint8Array | undefined {
  const key = ring.current(keyName)
  const publicKey = recipient[familyOf(key.suite)]
  return publicKey === undefined ? undefined : sealed(key, publicKey, content)
}

function sealed({ suite, version, material }: Key, recipient: Uint8Array, content: Uint8Array): Uint8Array {
  const { wrap, signingKey } = envelopeAlgorithms[familyOf(suite)]
  const { contentKey, wrapped } = wrap(recipient, suite.keyBytes)
  const length = Buffer.allocUnsafe(2)
  length.writeUInt16BE(wrapped.length)
  const head = Buffer.concat([magic, sealedHead(suite, version), suite.hash(recipient), length, wrapped])
  const body = suite.seal(contentKey, head, content, head)
  contentKey.fill(0)
  return Buffer.concat([body, signingKey(material).sign(body)])
}

/** Opens with the recipient's own keys and believes only the signers that are given; the signature is judged before anything is opened. */
export function openEnvelope(
  envelope: Uint8Array,
  privateKeys: EnvelopeKeys,
  signers: readonly EnvelopeSigner[],
): OpenedEnvelope {
  const bytes = Buffer.from(envelope)
  const suite = suiteByNumber(bytes[magic.length] ?? 0)
  if (suite === undefined || !bytes.subarray(0, magic.length).equals(magic)) return fault('form')
  const family = familyOf(suite)
  const { signatureBytes, verify, publicKeyOf, unwrap } = envelopeAlgorithms[family]
  if (bytes.length < wrappedAt + 2 + signatureBytes) return fault('form')
  const body = bytes.subarray(0, -signatureBytes)
  const version = bytes.readUInt16BE(magic.length + 1)
  const signer = signers.find((one) => one.version === version && one.family === family)
  if (signer === undefined || !verify(signer.publicKey, body, bytes.subarray(-signatureBytes)))
    return fault('signature')

  const privateKey = privateKeys[family]
  if (
    privateKey === undefined ||
    !suite.hash(publicKeyOf(privateKey)).equals(body.subarray(magic.length + 3, wrappedAt))
  )
    return fault('recipient')
  const end = wrappedAt + 2 + body.readUInt16BE(wrappedAt)
  const [ciphertextAt, tagAt] = [end + suite.ivBytes, body.length - suite.tagBytes]
  if (tagAt < ciphertextAt) return fault('form')
  const contentKey = unwrap(privateKey, body.subarray(wrappedAt + 2, end), suite.keyBytes)
  if (contentKey === undefined) return fault('content')
  const content = suite.open(
    contentKey,
    body.subarray(0, end),
    body.subarray(end, ciphertextAt),
    body.subarray(ciphertextAt, tagAt),
    body.subarray(tagAt),
  )
  contentKey.fill(0)
  return content === undefined ? fault('content') : { ok: true, content }
}

const fault = (name: EnvelopeFault): OpenedEnvelope => ({ ok: false, fault: name })

function familyOf(suite: CipherSuite): SuiteFamily {
  return suite.id === 'international' ? 'international' : 'sm'
}

import { epochMs, type Instant, instantOf } from '@yika/core/calendar/instant.ts'
import { type ReceiptKind, receiptKinds } from '@yika/core/card/receipt.ts'
import type { Decision, DomainEvent } from '@yika/core/decision/decision.ts'
import type { Place } from '../kernel/custody/context.ts'
import type { Custodian } from '../kernel/custody/custodian.ts'

/** Which receipt a paper is of: what happened to a card or an application, and when. */
export interface ReceiptName {
  readonly kind: ReceiptKind
  readonly personId: string
  /** The card, or the application. */
  readonly id: string
  readonly at: Instant
}

const place: Place = { table: 'receipt', column: 'token', row: 'paper' }
const uuidBytes = 16
const timeBytes = 6
const nameBytes = 1 + 2 * uuidBytes + timeBytes

/**
 * What the QR of a receipt says (Article 13): the name of the receipt, closed by the custodian. Nobody can read it, nobody else
 * can make one, and nothing is stored: a token that is not ours costs no look at the books.
 */
export function receiptToken(custodian: Custodian, { kind, personId, id, at }: ReceiptName): string {
  const inside = Buffer.alloc(nameBytes)
  inside[0] = receiptKinds.indexOf(kind)
  inside.write(personId.replaceAll('-', ''), 1, 'hex')
  inside.write(id.replaceAll('-', ''), 1 + uuidBytes, 'hex')
  inside.writeUIntBE(epochMs(at), 1 + 2 * uuidBytes, timeBytes)
  return Buffer.from(custodian.sealShared(place, inside)).toString('base64url')
}

/** The receipt of a token; undefined for everything that is not one of ours. */
export function openReceiptToken(custodian: Custodian, token: string): ReceiptName | undefined {
  const sealed = Buffer.from(token, 'base64url')
  // Base64 forgives: one paper has one token.
  if (sealed.toString('base64url') !== token) return undefined
  let inside: Buffer
  try {
    inside = Buffer.from(custodian.openShared(place, sealed))
  } catch {
    return undefined
  }
  const kind = receiptKinds[inside[0] ?? receiptKinds.length]
  if (inside.length !== nameBytes || kind === undefined) return undefined
  return {
    kind,
    personId: uuidAt(inside, 1),
    id: uuidAt(inside, 1 + uuidBytes),
    at: instantOf(inside.readUIntBE(1 + 2 * uuidBytes, timeBytes)),
  }
}

/** The same decision, its answer with the token for the paper. */
export function withVerification<Event extends DomainEvent, Answer extends object>(
  decision: Decision<Event, Answer>,
  token: (answer: Answer) => string,
): Decision<Event, Answer & { verification: string }> {
  if (!decision.accepted) return decision
  return { ...decision, answer: { ...decision.answer, verification: token(decision.answer) } }
}

function uuidAt(bytes: Buffer, from: number): string {
  const hex = bytes.toString('hex', from, from + uuidBytes)
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

import { cardKeys, directories } from '../key/card-key.ts'
import type { FilePlace } from './card-layout.ts'

/** A debit between its two commands. */
export interface Purchase {
  /** Four random bytes and the sequence number twice: what both MACs are bound to. */
  readonly factor: Uint8Array
  readonly sequence: number
  readonly amount: Uint8Array
  readonly terminal: Uint8Array
}

/** All that a chip forgets without power. */
export interface Session {
  /** The two environments share nothing but the chip: entering one forgets what was proved in the other. */
  environment: 'SSSE' | 'PSE'
  /** Index in `directories`; 0 is SSSE itself. */
  directory: number
  file: FilePlace | undefined
  /** One byte for each of `cardKeys`. */
  readonly proved: Uint8Array
  /** In the present directory. */
  pinVerified: boolean
  /** Given out and not yet used. */
  challenge: Uint8Array | undefined
  purchase: Purchase | undefined
  /** Waits for GET RESPONSE. */
  pending: Uint8Array | undefined
}

export function newSession(): Session {
  return {
    ...{ environment: 'SSSE', directory: 0, file: undefined, proved: new Uint8Array(cardKeys.length) },
    ...{ pinVerified: false, challenge: undefined, purchase: undefined, pending: undefined },
  }
}

/** What was proved in SSSE holds in its applications; what was proved in an application ends with it. */
export function enterDirectory(session: Session, directory: number): void {
  if (session.environment !== 'SSSE') {
    forget(session)
    session.environment = 'SSSE'
  }
  if (session.directory !== directory) {
    session.directory = directory
    session.pinVerified = false
    session.purchase = undefined
    for (const [index, key] of cardKeys.entries()) if (key.directory !== directories[0]) session.proved[index] = 0
  }
  session.file = undefined
}

export function enterPayment(session: Session): void {
  forget(session)
  session.environment = 'PSE'
}

/** A challenge is good for one attempt. */
export function takeChallenge(session: Session): Uint8Array | undefined {
  const { challenge } = session
  session.challenge = undefined
  return challenge
}

function forget(session: Session): void {
  session.directory = 0
  session.file = undefined
  session.proved.fill(0)
  session.pinVerified = false
  session.challenge = undefined
  session.purchase = undefined
}

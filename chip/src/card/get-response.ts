import type { CommandApdu } from '../apdu/command-apdu.ts'
import { encodeResponse } from '../apdu/response-apdu.ts'
import { moreBytes, statusWords, wrongLe } from '../apdu/status-word.ts'
import type { Session } from './session.ts'

const nothing = new Uint8Array()

/** GET RESPONSE of T=0: what `61xx` announced, whole or in pieces; a length that is not there is put right and loses nothing. */
export function getResponse(session: Session, { p1, p2, data, le }: CommandApdu): Uint8Array {
  const { pending } = session
  const refused = (status: number) => encodeResponse({ data: nothing, status })
  if (pending === undefined) return refused(statusWords.invalidState)
  if (p1 !== 0 || p2 !== 0) return refused(statusWords.wrongParameters)
  if (data.length > 0) return refused(statusWords.wrongLength)
  const length = le ?? 256
  if (length > pending.length) return refused(wrongLe(pending.length))
  const rest = pending.subarray(length)
  session.pending = rest.length === 0 ? undefined : rest
  const status = rest.length === 0 ? statusWords.success : moreBytes(rest.length)
  return encodeResponse({ data: pending.subarray(0, length), status })
}

import { cardKeys } from '../key/card-key.ts'
import { type Challenge, HsmError, type HsmKey, type KeysToReplace, transportVersion } from './chip-hsm.ts'

const factorBytes = 8
const names = new Set(cardKeys.map(({ name }) => name))

function malformed(what: string): never {
  throw new HsmError('request-malformed', what)
}

/** A wrong length would shift the keys of all cards behind it, so it is refused before anything is computed. */
function checkCard({ area, factor }: { readonly area: string; readonly factor: Uint8Array }): void {
  if (!/^\d{6}$/.test(area)) malformed('an area has six digits')
  if (factor.length !== factorBytes) malformed('the factor of a card has eight bytes')
}

function checkHsmKey(request: HsmKey): void {
  if (!names.has(request.key)) throw new HsmError('key-unknown', `no key is named ${request.key}`)
  checkCard(request)
}

export function checkChallenge(request: Challenge): void {
  checkHsmKey(request)
  if (request.challenge.length !== 8 || request.data.length !== 8) malformed('challenge and data have eight bytes each')
}

export function checkMessage(request: HsmKey & { readonly challenge: Uint8Array }): void {
  checkHsmKey(request)
  if (request.challenge.length !== 8) malformed('a challenge has eight bytes')
}

export function checkReplacement(request: KeysToReplace): void {
  checkCard(request)
  const { version, present } = request
  const grows = Number.isInteger(version) && present >= transportVersion && version > present && version <= 255
  if (!grows) malformed('the version of a key has one byte and only grows')
}

import { concat } from '../bytes/concat.ts'
import type { ChipSuite } from '../cipher/chip-suite.ts'
import { type ChipHsm, HsmError, type HsmKey } from '../hsm/chip-hsm.ts'
import { type CardKey, cardKeyByAddress, type KeyUse } from '../key/card-key.ts'
import { barred, hex } from './driver-text.ts'
import { type AlgorithmMark, parseDebitLine, parseGeneralLine, parseReadLine, parseSecureLine } from './hsm-line.ts'

/** 246 内部认证, 244 外部认证, 245 安全认证; 01 read, 02 PIN, 04 write, 07 medical debit. */
export type BackOfficeService = '246/01' | '244/01' | '244/02' | '244/04' | '245/02' | '245/07'

/** What a reader without security module asks for one of its steps. The caller has authorised it and knows the card from the register. */
export interface BackOfficeRequest {
  readonly service: BackOfficeService
  /** The output of the step before, as it came. */
  readonly line: string
  readonly suite: ChipSuite
  /** Of the keys that the card was given. */
  readonly version: number
  readonly area: string
  /** The end of the card's reset information, eight bytes. */
  readonly factor: Uint8Array
}

export type BackOfficeFault =
  | 'line-malformed'
  | 'algorithm-differs'
  | 'card-differs'
  | 'key-unknown'
  | 'key-not-for-service'
  | 'command-not-for-service'
  | 'key-machine-refuses'

export type Instruction =
  | { readonly ok: true; readonly inst: string }
  | { readonly ok: false; readonly code: BackOfficeFault; readonly message: string }

const refused = (code: BackOfficeFault, message: string): Instruction => ({ ok: false, code, message })
const given = (inst: string): Instruction => ({ ok: true, inst })

const malformed = refused('line-malformed', 'the line is not what the step before answers')

/** What a key must be for, so that nobody reads who was authorised to unblock a PIN. */
const useFor = {
  '244/01': 'read',
  '244/02': 'unlock',
  '244/04': 'update',
  '245/02': 'maintain',
  '245/07': 'purchase',
} as const satisfies Readonly<Record<Exclude<BackOfficeService, '246/01'>, KeyUse>>

/** UNBLOCK PIN has a MAC and nothing else, RELOAD PIN one enciphered block in front of it. */
function pinCommandFits(header: Uint8Array, pinBlock: Uint8Array, { blockBytes }: ChipSuite): boolean {
  if (pinBlock.length === 0) return hex(header) === '8424000004'
  const count = pinBlock[0] as number
  const lc = (Math.floor(pinBlock.length / blockBytes) + 1) * blockBytes + 4
  return count === pinBlock.length - 1 && hex(header) === `84240001${hex(Uint8Array.of(lc))}`
}

/** The one key that a line names, if it serves what was authorised; or the refusal. */
function keyFor(
  service: keyof typeof useFor,
  line: { readonly algorithm: AlgorithmMark; readonly keyAddress: string },
  suite: ChipSuite,
): CardKey | Instruction {
  if (line.algorithm !== suite.algorithm)
    return refused('algorithm-differs', 'the card of the register has another algorithm')
  const key = cardKeyByAddress(line.keyAddress)
  if (key === undefined) return refused('key-unknown', 'no key has this address')
  if (key.use !== useFor[service]) return refused('key-not-for-service', `${key.name} does not serve ${service}`)
  return key
}

const isRefusal = (found: CardKey | Instruction): found is Instruction => 'ok' in found

/** 246: what the genuine card answers, and the proof of RKSSSE. The page adds the last bar where the algorithm is not 03. */
async function readBasic(hsm: ChipHsm, { line: text, suite, version, area, factor }: BackOfficeRequest) {
  const line = parseReadLine(text)
  if (line === undefined) return malformed
  if (line.algorithm !== suite.algorithm)
    return refused('algorithm-differs', 'the card of the register has another algorithm')
  const same = line.area === area && line.resetInformation.endsWith(hex(factor))
  if (!same) return refused('card-differs', 'the line is of another card than the one authorised')
  const card = { suite: suite.id, version, area, factor }
  const internal = { ...card, key: 'SSSE/IRK', challenge: line.internalRandom, data: line.internalData }
  const external = { ...card, key: 'SSSE/RKSSSE', challenge: line.externalRandom, data: line.externalData }
  const [answer] = await hsm.internalAuthentication([internal])
  const [proof] = await hsm.externalAuthentication([external])
  const inst = barred([hex(answer as Uint8Array), hex(proof as Uint8Array)])
  return given(suite.algorithm === '03' ? inst : inst.slice(0, -1))
}

async function prove(hsm: ChipHsm, service: keyof typeof useFor, request: BackOfficeRequest): Promise<Instruction> {
  const line = parseGeneralLine(request.line)
  if (line === undefined) return malformed
  const key = keyFor(service, line, request.suite)
  if (isRefusal(key)) return key
  const { challenge, data } = line
  const [proof] = await hsm.externalAuthentication([{ ...hsmKey(request, key), challenge, data }])
  return given(hex(proof as Uint8Array))
}

const hsmKey = ({ suite, version, area, factor }: BackOfficeRequest, { name }: CardKey): HsmKey => ({
  ...{ suite: suite.id, version, key: name, area, factor },
})

/** 245 / 02: the whole command. In the published flow the page puts the command in front for algorithm 03; here it is there for both. */
async function securePin(hsm: ChipHsm, request: BackOfficeRequest): Promise<Instruction> {
  const line = parseSecureLine(request.line)
  if (line === undefined) return malformed
  const key = keyFor('245/02', line, request.suite)
  if (isRefusal(key)) return key
  const { challenge, header, pinBlock } = line
  if (key.directory !== 'SSSE' || !pinCommandFits(header, pinBlock, request.suite))
    return refused('command-not-for-service', 'only the PIN is reset or unblocked here')
  const encipher = pinBlock.length > 0
  const message = { ...hsmKey(request, key), challenge, header, plaintext: pinBlock, encipher }
  const [secured] = await hsm.secureMessage([message])
  const { data, mac } = secured as { data: Uint8Array; mac: Uint8Array }
  return given(hex(concat(header, data, mac)))
}

/** 245 / 07: factor v2 v3 v3, data 00000000 v4 v5 v6 v7; the answer is what the last step takes: `0000` v3, v7, MAC1. */
async function secureDebit(hsm: ChipHsm, request: BackOfficeRequest): Promise<Instruction> {
  const line = parseDebitLine(request.line)
  if (line === undefined) return malformed
  const key = keyFor('245/07', line, request.suite)
  if (isRefusal(key)) return key
  const { random, sequence, type, terminal, amounts, at } = line
  const challenge = concat(random, sequence, sequence)
  const plaintext = concat(new Uint8Array(4), type, terminal, amounts, at)
  const message = { ...hsmKey(request, key), challenge, header: new Uint8Array(), plaintext, encipher: false }
  const [secured] = await hsm.secureMessage([message])
  return given(barred([`0000${hex(sequence)}`, hex(at), hex((secured as { mac: Uint8Array }).mac)]))
}

/**
 * What a step of the driver is answered: the instruction string for the next one, or why not. It authorises nothing; it holds what was
 * authorised to its words: the algorithm of the card in the register, a key for just this service, and no command but the one meant.
 */
export async function instruct(hsm: ChipHsm, request: BackOfficeRequest): Promise<Instruction> {
  const { service } = request
  try {
    if (service === '246/01') return await readBasic(hsm, request)
    if (service === '245/02') return await securePin(hsm, request)
    if (service === '245/07') return await secureDebit(hsm, request)
    return await prove(hsm, service, request)
  } catch (error) {
    if (error instanceof HsmError && error.fault !== 'device') return refused('key-machine-refuses', error.fault)
    throw error
  }
}

import { changePin } from './change-pin.ts'
import { doDebit, doDebitStep1, doDebitStep2 } from './do-debit.ts'
import type { DriverAnswer } from './driver-answer.ts'
import { failureOf } from './driver-failure.ts'
import type { DriverParts } from './driver-parts.ts'
import { barred } from './driver-text.ts'
import { errorText } from './error-code.ts'
import type { SessionPlace } from './hsm-session.ts'
import { openCard } from './opened-card.ts'
import { pinState } from './pin-state.ts'
import { presentInReader } from './present-card.ts'
import { proveGenuine } from './prove-genuine.ts'
import { readBankNumber } from './read-bank-number.ts'
import { readCard, readCardStep1, readCardStep2 } from './read-card.ts'
import { readCardBas, readCardBasStep1, readCardBasStep2 } from './read-card-bas.ts'
import { readDebitRecord } from './read-debit-record.ts'
import { resetPin, resetPinStep1, resetPinStep2, resetPinStep3 } from './reset-pin.ts'
import { verifyPin } from './verify-pin.ts'
import { writeCard, writeCardStep1, writeCardStep2 } from './write-card.ts'

type Answer = Promise<DriverAnswer>

/**
 * The functions of the ministry-style driver (`SSCardDriver`), each answering 0 and its output or a negative code; for a card or a reader
 * none of them ever rejects. `iType`: 1 contact, 2 contactless, 3 and 4 either, contact or contactless first. `pCardInfo` is the card
 * identification code, bar, card number, bar; `pKey` what the back office answered to the step before.
 */
export interface NationalDriver {
  iReadCardBas(iType: number): Answer
  iReadCardBas_HSM_Step1(iType: number): Answer
  iReadCardBas_HSM_Step2(pKey: string): Answer
  iReadCard(iType: number, iAuthType: number, pCardInfo: string, pFileAddr: string): Answer
  iReadCard_HSM_Step1(iType: number, pCardInfo: string, pFileAddr: string): Answer
  iReadCard_HSM_Step2(pKey: string): Answer
  iWriteCard(iType: number, pCardInfo: string, pFileAddr: string, pWriteData: string): Answer
  iWriteCard_HSM_Step1(iType: number, pCardInfo: string, pFileAddr: string): Answer
  iWriteCard_HSM_Step2(pKey: string, pWriteData: string): Answer
  iVerifyPIN(iType: number): Answer
  iChangePIN(iType: number): Answer
  iReloadPIN(iType: number, pCardInfo: string): Answer
  iReloadPIN_HSM_Step1(iType: number, pCardInfo: string): Answer
  iReloadPIN_HSM_Step2(pKey: string): Answer
  iReloadPIN_HSM_Step3(pKey: string): Answer
  iUnblockPIN(iType: number, pCardInfo: string): Answer
  iUnblockPIN_HSM_Step1(iType: number, pCardInfo: string): Answer
  iUnblockPIN_HSM_Step2(pKey: string): Answer
  iUnblockPIN_HSM_Step3(pKey: string): Answer
  iDoDebit(iType: number, pCardInfo: string, pPayInfo: string): Answer
  iDoDebit_HSM_Step1(iType: number, pCardInfo: string, pPayInfo: string): Answer
  iDoDebit_HSM_Step2(pKey: string): Answer
  iReadDebitRecord(iType: number): Answer
  /** The bank card number, from the other application of the chip. */
  iReadICCardNum(iType: number): Answer
  /** 1 contact or 2 contactless, and the specification version. */
  iGetCardType(iType: number): Answer
  /** Device number and terminal number. */
  iGetReaderInfo(): Answer
  /** The card against a challenge of the server's, sixteen hexadecimal digits each: `counter|cryptogram|`. */
  authenticateCard(iType: number, r1: string, r2: string): Answer
  /** The card against the challenge of one tap at the terminal of that name: `slot|chip|counter|cryptogram|`. */
  presentCard(iType: number, terminalId: string, at: string, nonce: string): Answer
}

/** Twelve digits at most: the number also goes into the payments that the card records. */
const terminalNumber = /^\d{1,12}$/

type Functions = {
  readonly [Name in keyof NationalDriver]: (...given: Parameters<NationalDriver[Name]>) => Promise<string>
}

function functionsOf(parts: DriverParts, place: SessionPlace): Functions {
  return {
    iReadCardBas: (iType) => readCardBas(parts, iType),
    iReadCardBas_HSM_Step1: (iType) => readCardBasStep1(parts, place, iType),
    iReadCardBas_HSM_Step2: (pKey) => readCardBasStep2(parts, place, pKey),
    iReadCard: (iType, iAuthType, pCardInfo, pFileAddr) => readCard(parts, iType, iAuthType, pCardInfo, pFileAddr),
    iReadCard_HSM_Step1: (iType, pCardInfo, pFileAddr) => readCardStep1(parts, place, iType, pCardInfo, pFileAddr),
    iReadCard_HSM_Step2: (pKey) => readCardStep2(parts, place, pKey),
    iWriteCard: (iType, pCardInfo, pFileAddr, data) => writeCard(parts, iType, pCardInfo, pFileAddr, data),
    iWriteCard_HSM_Step1: (iType, pCardInfo, pFileAddr) => writeCardStep1(parts, place, iType, pCardInfo, pFileAddr),
    iWriteCard_HSM_Step2: (pKey, pWriteData) => writeCardStep2(parts, place, pKey, pWriteData),
    async iVerifyPIN(iType) {
      const card = await openCard(parts, iType)
      await verifyPin(parts, card)
      const state = await pinState(card)
      return state === undefined ? '' : barred([state])
    },
    iChangePIN: (iType) => changePin(parts, iType),
    iReloadPIN: (iType, pCardInfo) => resetPin(parts, 'reload', iType, pCardInfo),
    iReloadPIN_HSM_Step1: (iType, pCardInfo) => resetPinStep1(parts, place, 'reload', iType, pCardInfo),
    iReloadPIN_HSM_Step2: (pKey) => resetPinStep2(parts, place, 'reload', pKey),
    iReloadPIN_HSM_Step3: (pKey) => resetPinStep3(place, 'reload', pKey),
    iUnblockPIN: (iType, pCardInfo) => resetPin(parts, 'unblock', iType, pCardInfo),
    iUnblockPIN_HSM_Step1: (iType, pCardInfo) => resetPinStep1(parts, place, 'unblock', iType, pCardInfo),
    iUnblockPIN_HSM_Step2: (pKey) => resetPinStep2(parts, place, 'unblock', pKey),
    iUnblockPIN_HSM_Step3: (pKey) => resetPinStep3(place, 'unblock', pKey),
    iDoDebit: (iType, pCardInfo, pPayInfo) => doDebit(parts, iType, pCardInfo, pPayInfo),
    iDoDebit_HSM_Step1: (iType, pCardInfo, pPayInfo) => doDebitStep1(parts, place, iType, pCardInfo, pPayInfo),
    iDoDebit_HSM_Step2: (pKey) => doDebitStep2(place, pKey),
    iReadDebitRecord: (iType) => readDebitRecord(parts, iType),
    iReadICCardNum: (iType) => readBankNumber(parts, iType),
    async iGetCardType(iType) {
      const { slot, versionText } = await openCard(parts, iType)
      return barred([String(slot), versionText])
    },
    iGetReaderInfo: async () => barred([parts.deviceNumber, parts.terminalNumber]),
    authenticateCard: (iType, r1, r2) => proveGenuine(parts, iType, r1, r2),
    presentCard: (iType, terminalId, at, nonce) => presentInReader(parts, iType, terminalId, at, nonce),
  }
}

/** The next step of something begun, which alone does not reset the card. */
const isContinued = (name: string): boolean => /_Step[23]$/.test(name)

/**
 * A reader as the ministry's driver shows it. One function runs at a time, as with the library. Every function but steps 2 and 3 begins
 * with a reset of the card and ends what another had begun; when a function has ended and no step follows, or has failed, the card has
 * no power, so that nothing that was proved to it stays behind.
 */
export function nationalDriver(parts: DriverParts): NationalDriver {
  if (!terminalNumber.test(parts.terminalNumber)) throw new RangeError('a terminal number has one to twelve digits')
  const place: SessionPlace = { current: undefined }
  const functions = functionsOf(parts, place)
  let last: Promise<unknown> = Promise.resolve()

  const run = async (name: string, act: () => Promise<string>): Promise<DriverAnswer> => {
    if (!isContinued(name)) place.current = undefined
    try {
      return { code: 0, text: await act() }
    } catch (error) {
      place.current = undefined
      const failure = failureOf(error)
      if (failure === undefined) throw error
      return { code: failure.code, text: `${errorText(failure.code).zh}${failure.detail}` }
    } finally {
      if (place.current === undefined) await powerOff(parts)
    }
  }

  const driven = Object.entries(functions).map(([name, act]) => [
    name,
    (...given: unknown[]) => {
      const answer = last.then(() => run(name, () => (act as (...all: unknown[]) => Promise<string>)(...given)))
      last = answer.catch(() => undefined)
      return answer
    },
  ])
  return Object.fromEntries(driven) as unknown as NationalDriver
}

/** A reader that has gone has switched its cards off already. */
async function powerOff({ user, contactless, psam }: DriverParts): Promise<void> {
  for (const terminal of [user, contactless, psam])
    try {
      await terminal?.powerOff()
    } catch (error) {
      if (failureOf(error) === undefined) throw error
    }
}

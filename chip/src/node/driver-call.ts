import type { NationalDriver } from '../driver/national-driver.ts'

/** What a page may call. Writing and paying only in steps that the back office authorises, never with the security module alone. */
export type OfferedDriver = Partial<Omit<NationalDriver, 'iWriteCard' | 'iDoDebit'>>

interface IdentityCards {
  iReadIdentityCard: (iType: number) => unknown
}
type Offered = Required<OfferedDriver> & IdentityCards
export type DriverFunction = keyof Offered

type Parameter =
  | 'iType'
  | 'iAuthType'
  | 'pCardInfo'
  | 'pFileAddr'
  | 'pWriteData'
  | 'pPayInfo'
  | 'pKey'
  | 'r1'
  | 'r2'
  | 'terminalId'
  | 'at'
  | 'nonce'

type NamesFor<Values extends readonly unknown[]> = { readonly [Place in keyof Values]: Parameter }

/** The names of the parameters, in their order. */
const parametersOf = {
  iReadCardBas: ['iType'],
  iReadCardBas_HSM_Step1: ['iType'],
  iReadCardBas_HSM_Step2: ['pKey'],
  iReadCard: ['iType', 'iAuthType', 'pCardInfo', 'pFileAddr'],
  iReadCard_HSM_Step1: ['iType', 'pCardInfo', 'pFileAddr'],
  iReadCard_HSM_Step2: ['pKey'],
  iWriteCard_HSM_Step1: ['iType', 'pCardInfo', 'pFileAddr'],
  iWriteCard_HSM_Step2: ['pKey', 'pWriteData'],
  iVerifyPIN: ['iType'],
  iChangePIN: ['iType'],
  iReloadPIN: ['iType', 'pCardInfo'],
  iReloadPIN_HSM_Step1: ['iType', 'pCardInfo'],
  iReloadPIN_HSM_Step2: ['pKey'],
  iReloadPIN_HSM_Step3: ['pKey'],
  iUnblockPIN: ['iType', 'pCardInfo'],
  iUnblockPIN_HSM_Step1: ['iType', 'pCardInfo'],
  iUnblockPIN_HSM_Step2: ['pKey'],
  iUnblockPIN_HSM_Step3: ['pKey'],
  iDoDebit_HSM_Step1: ['iType', 'pCardInfo', 'pPayInfo'],
  iDoDebit_HSM_Step2: ['pKey'],
  iReadDebitRecord: ['iType'],
  iReadICCardNum: ['iType'],
  iGetCardType: ['iType'],
  iGetReaderInfo: [],
  authenticateCard: ['iType', 'r1', 'r2'],
  presentCard: ['iType', 'terminalId', 'at', 'nonce'],
  iReadIdentityCard: ['iType'],
} as const satisfies { readonly [Name in DriverFunction]: NamesFor<Parameters<Offered[Name]>> }

const oneOf = (values: readonly number[]) => (value: unknown) => values.includes(value as number)
const text = (value: unknown) => typeof value === 'string'
const fits: Readonly<Record<Parameter, (value: unknown) => boolean>> = {
  iType: oneOf([1, 2, 3, 4]),
  iAuthType: oneOf([1, 2]),
  pCardInfo: text,
  pFileAddr: text,
  pWriteData: text,
  pPayInfo: text,
  pKey: text,
  r1: text,
  r2: text,
  terminalId: text,
  at: text,
  nonce: text,
}

export const notSupported = -13
const badParameter = -14

export type DriverCall =
  | { readonly name: DriverFunction; readonly values: readonly (string | number)[] }
  | { readonly name: string; readonly refused: number }

/** Exactly the fields of the function, each of its kind: anything more, less or else is −14, an unknown function −13. */
export function parseDriverCall(message: unknown): DriverCall {
  if (typeof message !== 'object' || message === null) return { name: '', refused: badParameter }
  const { function: name, ...given } = message as Readonly<Record<string, unknown>>
  if (typeof name !== 'string' || name.length > 64) return { name: '', refused: badParameter }
  if (!isOffered(name)) return { name, refused: notSupported }
  const parameters: readonly Parameter[] = parametersOf[name]
  const exact = Object.keys(given).length === parameters.length
  if (
    !exact ||
    !parameters.every((parameter) => Object.hasOwn(given, parameter) && fits[parameter](given[parameter]))
  ) {
    return { name, refused: badParameter }
  }
  return { name, values: parameters.map((parameter) => given[parameter] as string | number) }
}

function isOffered(name: string): name is DriverFunction {
  return Object.hasOwn(parametersOf, name)
}

import type { DriverAnswer } from '../driver/driver-answer.ts'

/** The functions that pages are offered, with their parameters in order. Writing and paying are not among them. */
const parametersOf = {
  iReadCardBas: ['iType'],
  iReadCardBas_HSM_Step1: ['iType'],
  iReadCardBas_HSM_Step2: ['pKey'],
  iReadCard: ['iType', 'iAuthType', 'pCardInfo', 'pFileAddr'],
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
  iReadICCardNum: ['iType'],
  iReadIdentityCard: ['iType'],
} as const

export type DriverFunction = keyof typeof parametersOf
type Parameter = (typeof parametersOf)[DriverFunction][number]

/** The driver behind the middleware; what it lacks is answered with −13. Identity cards are not a matter of it. */
export type OfferedDriver = {
  readonly [Name in Exclude<DriverFunction, 'iReadIdentityCard'>]?: (...values: never) => Promise<DriverAnswer>
}

const oneOf = (values: readonly number[]) => (value: unknown) => values.includes(value as number)
const text = (value: unknown) => typeof value === 'string'
const fits: Readonly<Record<Parameter, (value: unknown) => boolean>> = {
  iType: oneOf([1, 2, 3, 4]),
  iAuthType: oneOf([1, 2]),
  pCardInfo: text,
  pFileAddr: text,
  pKey: text,
}

export const notSupported = -13
export const badParameter = -14

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

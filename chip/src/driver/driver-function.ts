/** What a function is called with, by the names of the C interface. */
const iType = { name: 'iType', type: 'number' } as const
const text = (name: string) => ({ name, type: 'string' }) as const
const [pCardInfo, pFileAddr, pKey] = [text('pCardInfo'), text('pFileAddr'), text('pKey')]

/** Every function of the driver and its arguments, in order. A bridge reads its requests by this table. */
export const driverFunctions = {
  iReadCardBas: [iType],
  iReadCardBas_HSM_Step1: [iType],
  iReadCardBas_HSM_Step2: [pKey],
  iReadCard: [iType, { name: 'iAuthType', type: 'number' }, pCardInfo, pFileAddr],
  iReadCard_HSM_Step1: [iType, pCardInfo, pFileAddr],
  iReadCard_HSM_Step2: [pKey],
  iWriteCard: [iType, pCardInfo, pFileAddr, text('pWriteData')],
  iWriteCard_HSM_Step1: [iType, pCardInfo, pFileAddr],
  iWriteCard_HSM_Step2: [pKey, text('pWriteData')],
  iVerifyPIN: [iType],
  iChangePIN: [iType],
  iReloadPIN: [iType, pCardInfo],
  iReloadPIN_HSM_Step1: [iType, pCardInfo],
  iReloadPIN_HSM_Step2: [pKey],
  iReloadPIN_HSM_Step3: [pKey],
  iUnblockPIN: [iType, pCardInfo],
  iUnblockPIN_HSM_Step1: [iType, pCardInfo],
  iUnblockPIN_HSM_Step2: [pKey],
  iUnblockPIN_HSM_Step3: [pKey],
  iDoDebit: [iType, pCardInfo, text('pPayInfo')],
  iDoDebit_HSM_Step1: [iType, pCardInfo, text('pPayInfo')],
  iDoDebit_HSM_Step2: [pKey],
  iReadDebitRecord: [iType],
  iReadICCardNum: [iType],
  iGetCardType: [iType],
  iGetReaderInfo: [],
  authenticateCard: [iType, text('r1'), text('r2')],
} as const satisfies Readonly<Record<string, readonly { readonly name: string; readonly type: 'number' | 'string' }[]>>

export type DriverFunctionName = keyof typeof driverFunctions

export function isDriverFunction(name: string): name is DriverFunctionName {
  return Object.hasOwn(driverFunctions, name)
}

interface TypeOf {
  readonly number: number
  readonly string: string
}

type ArgumentsOf<Row extends readonly { readonly type: keyof TypeOf }[]> = {
  -readonly [Place in keyof Row]: Row[Place] extends { readonly type: infer Type extends keyof TypeOf }
    ? TypeOf[Type]
    : never
}

export type DriverArguments<Name extends DriverFunctionName> = ArgumentsOf<(typeof driverFunctions)[Name]>

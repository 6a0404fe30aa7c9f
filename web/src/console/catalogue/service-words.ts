import { type ServiceField, serviceFields } from '@yika/core/service/card-service.ts'
import type { AgreementStatus } from './agreement.ts'

export const fieldNames = Object.keys(serviceFields) as ServiceField[]

export const agreementStatusWords = {
  proposed: { zh: '待签署', en: 'waits for a signature' },
  'in-force': { zh: '已签署', en: 'signed' },
  ended: { zh: '已终止', en: 'ended' },
} as const satisfies Record<AgreementStatus, { zh: string; en: string }>

export const agreementTones = { proposed: 'warn', 'in-force': 'good', ended: undefined } as const

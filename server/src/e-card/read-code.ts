import { systemActor } from '@yika/core/access/actor.ts'
import { dayOf, type Instant } from '@yika/core/calendar/instant.ts'
import { type Refused, refuse } from '@yika/core/decision/decision.ts'
import { checkCode } from '@yika/core/e-card/check-code.ts'
import type { Custodian } from '../kernel/custody/custodian.ts'
import { verifyEs256 } from '../kernel/custody/verify-es256.ts'
import { gather } from '../kernel/gather.ts'
import type { KernelParts } from '../kernel/parts.ts'
import { issuerKeys } from './issuer-key.ts'
import { holdersOfDevices } from './store.ts'

export interface ReadCode {
  readonly personId: string
  /** The random name under which the code counts once. */
  readonly codeId: string
}

const lookUp = { lanes: 2, most: 512 } as const

/**
 * Articles 2 and 9: a code is the city's and the telephone's own, for this service, at that moment, and the telephone is bound. Who holds it
 * is asked for all codes of a turn in one statement. That a code counts once is the matter of whoever writes down that it was shown.
 */
export function codeReader({
  db,
  clock,
  custodian,
  policyReader,
}: Pick<KernelParts, 'db' | 'clock' | 'policyReader'> & { readonly custodian: Custodian }) {
  const issuerKey = issuerKeys(custodian.documents)
  const holderOf = gather<string, string | undefined>(async (deviceIds) => {
    const holders = await holdersOfDevices(db, deviceIds, dayOf(clock()))
    return deviceIds.map((deviceId) => ({ status: 'fulfilled', value: holders.get(deviceId) }))
  }, lookUp)

  return async function readCode(
    text: string,
    scanned: { readonly at: Instant; readonly serviceId: string },
  ): Promise<ReadCode | Refused> {
    const rules = policyReader(systemActor, clock())
    const checked = await checkCode(text, {
      ...scanned,
      skewSeconds: rules.number('e-card.clock-skew'),
      tokenSeconds: rules.number('e-card.token'),
      issuerKey,
      verify: verifyEs256,
    })
    if (!checked.accepted) return checked
    const personId = await holderOf(checked.code.binding.deviceId)
    return personId === undefined ? refuse('device-not-bound') : { personId, codeId: checked.code.id }
  }
}

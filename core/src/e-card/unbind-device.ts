import { accept, type Decision, type DecisionContext, refuse } from '../decision/decision.ts'
import { deviceEvent, type ECardDeviceEvent } from './e-card-device.ts'
import type { HeldECard } from './held-e-card.ts'

/** Article 9: whoever lost a telephone, or gives it away, ends its binding at once; no PIN is asked, because it only stops something. */
export function unbindDevice(
  { devices }: Pick<HeldECard, 'devices'>,
  deviceId: string,
  { actor }: DecisionContext,
): Decision<ECardDeviceEvent, { readonly unbound: true }> {
  const device = devices.find((one) => one.deviceId === deviceId)
  if (device === undefined) return refuse('device-not-bound')
  return accept([deviceEvent(device, 'device-unbound', { unboundBy: actor.id })], { unbound: true })
}

import type { Instant } from '../calendar/instant.ts'

/** A telephone to which the e-card of a person is bound. */
export interface ECardDevice {
  readonly personId: string
  readonly deviceId: string
  /** How the holder calls it, sealed under the person's key, base64. */
  readonly name: string
  /** The public point on P-256, x‖y, base64; the private key never leaves the device. */
  readonly key: string
  /** The holder, or the guardian who holds the e-card of a minor. */
  readonly boundBy: string
  readonly boundAt: Instant
  /** Until when the last binding lets it show codes without the network; null before the first. */
  readonly validUntil: Instant | null
  readonly unboundAt: Instant | null
}

export interface ECardDeviceEventData {
  'device-bound': { readonly name: string; readonly key: string; readonly boundBy: string }
  'binding-renewed': { readonly cardId: string; readonly validUntil: Instant; readonly keyVersion: number }
  'device-unbound': { readonly unboundBy: string }
}

export type ECardDeviceEvent = {
  readonly [Name in keyof ECardDeviceEventData]: {
    readonly stream: 'e-card-device'
    readonly id: string
    readonly personId: string
    readonly name: Name
    readonly data: ECardDeviceEventData[Name]
  }
}[keyof ECardDeviceEventData]

export function deviceEvent<Name extends keyof ECardDeviceEventData>(
  { personId, deviceId }: Pick<ECardDevice, 'personId' | 'deviceId'>,
  name: Name,
  data: ECardDeviceEventData[Name],
): ECardDeviceEvent {
  return { stream: 'e-card-device', id: deviceId, personId, name, data } as ECardDeviceEvent
}

export function evolveECardDevice(state: ECardDevice | undefined, event: ECardDeviceEvent, at: Instant): ECardDevice {
  if (event.name === 'device-bound') {
    const { personId, id: deviceId, data } = event
    return { personId, deviceId, ...data, boundAt: at, validUntil: null, unboundAt: null }
  }
  if (state === undefined) throw new Error(`${event.name} of a device that was never bound`)
  switch (event.name) {
    case 'binding-renewed':
      return { ...state, validUntil: event.data.validUntil }
    case 'device-unbound':
      return { ...state, unboundAt: at }
  }
}

import { toBcd } from '../bytes/bcd.ts'
import { DriverFailure } from './driver-failure.ts'
import type { PinPad } from './driver-parts.ts'

const pinDigits = 6
const pinBytes = 3

/** Six digits from the pad as the card takes them. Codes −31, −32, −33, −41. */
export async function enterPin(pad: PinPad, kind: Parameters<PinPad['enter']>[0]): Promise<Uint8Array> {
  const typed = await pad.enter(kind)
  if (typed === 'cancelled') throw DriverFailure.own(-31)
  if (typed === 'timeout') throw DriverFailure.own(-32)
  if (typed.length !== pinDigits) throw DriverFailure.own(-33)
  const pin = toBcd(typed, pinBytes)
  if (pin === undefined) throw DriverFailure.own(-41)
  return pin
}

/** A new PIN, typed twice. Code −34 if the entries differ. */
export async function enterNewPin(pad: PinPad): Promise<Uint8Array> {
  const first = await enterPin(pad, 'new-pin')
  const second = await enterPin(pad, 'repeat')
  if (first.toHex() !== second.toHex()) throw DriverFailure.own(-34)
  return first
}

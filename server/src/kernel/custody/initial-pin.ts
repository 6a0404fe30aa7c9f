import { unsuitablePin } from '@yika/core/card/pin.ts'
import type { KeyRing } from './key-ring.ts'

/** Three bytes on the chip. */
const digits = 6

/**
 * The initial PIN of one card: as good as random to whoever does not hold the key, the same whenever the order is read again, and lying
 * nowhere. A value that anybody would try first is passed over.
 */
export function initialPin(ring: KeyRing, cardId: string): string {
  const key = ring.current('initial-pin')
  for (let attempt = 0; ; attempt += 1) {
    const drawn = key.suite.mac(key.material, `initial-pin|${key.version}|${cardId}|${attempt}`).readBigUInt64BE()
    const pin = String(drawn % 10n ** BigInt(digits)).padStart(digits, '0')
    if (unsuitablePin(pin, digits) === undefined) return pin
  }
}

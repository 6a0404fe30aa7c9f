import { type Instant, instantOf } from '@yika/core/calendar/instant.ts'
import { myCards } from '@yika/core/card/schema.ts'
import { fromBase32 } from '@yika/core/e-card/base32.ts'
import { type Device, makeCode, proofToSign } from '@yika/core/e-card/device-code.ts'
import * as eCard from '@yika/core/e-card/schema.ts'
import { lossSpread } from '@yika/core/terminal/schema.ts'
import { type Party, StoryBroken } from './narrator.ts'
import type { Stage } from './stage.ts'

/** A telephone to which the holder has bound the e-card. */
export interface BoundTelephone {
  /** What it shows for one service at this moment, as it would be scanned. */
  code(serviceId: string): Promise<string>
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const
const codeSeconds = 60

/** Article 9: a telephone makes a key that cannot leave it, proves it, and gets what it needs to make codes by itself. */
export async function telephoneOf(stage: Stage, citizen: Party, personId: string): Promise<BoundTelephone> {
  const { story } = stage
  const { privateKey, publicKey } = await crypto.subtle.generateKey(algorithm, false, ['sign', 'verify'])
  const { x = '', y = '' } = await crypto.subtle.exportKey('jwk', publicKey)
  const device: Device = {
    sign: async (bytes) => new Uint8Array(await crypto.subtle.sign(algorithm, privateKey, Uint8Array.from(bytes))),
    random: (length) => crypto.getRandomValues(new Uint8Array(length)),
  }
  const now = (): Instant => instantOf(Date.now())
  const proof = async (deed: 'bind' | 'renew') => {
    const proofAt = now()
    const signature = await device.sign(proofToSign(deed, personId, proofAt))
    return { proofAt, proof: Buffer.from(signature).toString('base64url') }
  }
  const bind = { personId, deviceName: '故事里的手机', key: { x, y }, pin: '482915', ...(await proof('bind')) }
  const otherDeed = { ...bind, ...(await proof('renew')) }
  await story.isRefused(citizen, eCard.bindDevice, otherDeed, 'device-proof-wrong')
  const { deviceId } = await story.does(citizen, eCard.bindDevice, bind)
  if (deviceId === null) throw new StoryBroken('the telephone was not bound')
  // A card that was enabled a moment ago is just entering the list by which terminals without a network know it.
  const { cards } = await story.does(citizen, myCards, { purpose: 'own-affairs' })
  const enabled = cards.find(({ social }) => social === 'enabled')
  if (enabled === undefined) throw new StoryBroken('the holder has no card that works')
  const listed = { personId, cardId: enabled.cardId, purpose: 'own-affairs' } as const
  await story.waits(citizen, lossSpread, listed, ({ published }) => published !== null)
  const renewal = { personId, deviceId, pin: bind.pin, ...(await proof('renew')) }
  const { binding } = await story.does(citizen, eCard.renewBinding, renewal)
  const bytes = fromBase32(binding ?? '')
  if (bytes === undefined) throw new StoryBroken('the office gave no binding')
  return {
    code: (serviceId) => makeCode({ binding: bytes, serviceId, at: now(), lifetimeSeconds: codeSeconds }, device),
  }
}

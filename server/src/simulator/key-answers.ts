import type { CardKey } from '@yika/chip/key/card-key.ts'
import type { InputOf } from '@yika/core/operation/operation.ts'
import { keyChallenges } from '@yika/core/production/chip-key-schema.ts'
import { gather } from '../kernel/gather.ts'
import { hex } from '../production/hex.ts'
import { type ApiClient, answered } from './api-client.ts'

type Input = InputOf<typeof keyChallenges>
type Challenge = Input['challenges'][number]

const challengesMost = 1000

/**
 * The office's key machine as the maker of cards sees it. Chips that are finished side by side ask side by side: what they ask
 * while an answer is on its way goes out in one request.
 */
export function keyAnswers(client: ApiClient, of: Input['of']) {
  const ask = gather(
    async (challenges: readonly Challenge[]): Promise<readonly PromiseSettledResult<Uint8Array>[]> => {
      const input: Input = { of, challenges: [...challenges], purpose: 'production' }
      const { cryptograms } = await answered(client, keyChallenges, input)
      return cryptograms.map((value) => ({ status: 'fulfilled', value: Uint8Array.fromHex(value) }))
    },
    { lanes: 1, most: challengesMost },
  )
  return (cardNumber: string, version: number, { name: key }: CardKey, challenge: Uint8Array, data: Uint8Array) =>
    ask({ cardNumber, version, key, challenge: hex(challenge), data: hex(data) })
}

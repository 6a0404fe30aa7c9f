import { promisify } from 'node:util'
import { deflateRaw } from 'node:zlib'
import type { ChipHsm } from '@yika/chip/hsm/chip-hsm.ts'
import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { fromThisMachine } from '../kernel/from-this-machine.ts'
import { type SampleCardContent, sampleChipMemories } from './sample-chip-memory.ts'

export interface SampleChipsOptions {
  readonly chipHsm: ChipHsm
  publicUrl(): string
  /** What lies in the chips of these cards, as far as the sample city brought them along. */
  contents(numbers: readonly string[]): Promise<readonly SampleCardContent[]>
}

const mostCards = 200
const deflate = promisify(deflateRaw)

/**
 * The pockets of the sample city: who plays a day of it fetches the chips of its third-generation cards here, each a fresh piece of plastic
 * whose counter begins at zero. On the machine itself only, and for nobody's card but those of people who exist nowhere.
 */
export function mountSampleChips(app: FastifyInstance, options: SampleChipsOptions): void {
  const body = Type.Object({
    cardNumbers: Type.Array(Type.String({ pattern: '^[0-9A-Z]{9}$' }), { minItems: 1, maxItems: mostCards }),
  })
  app.post<{ Body: { readonly cardNumbers: readonly string[] } }>(
    '/dev/chips',
    { schema: { hide: true, body } as object },
    async (request, reply) => {
      if (!fromThisMachine(request, options.publicUrl())) return reply.callNotFound()
      const contents = await options.contents(request.body.cardNumbers)
      const memories = await sampleChipMemories(options.chipHsm, contents)
      return {
        chips: await Promise.all(
          contents.map(async ({ data: { cardNumber } }, place) => ({
            cardNumber,
            memory: (await deflate(memories[place] as Uint8Array)).toString('base64'),
          })),
        ),
      }
    },
  )
}

import { encodeCommand } from '../apdu/command-apdu.ts'
import { statusWords } from '../apdu/status-word.ts'
import { cardKeys } from '../key/card-key.ts'
import { exchange } from '../terminal/exchange.ts'
import { type Bench, prove, refused, type Wrong } from './bench.ts'
import { differences } from './differences.ts'
import { pinBytes } from './pin-block.ts'
import { proveCard } from './prove-card.ts'
import { readImage } from './read-image.ts'

/** After a reset nothing holds but the keys of the city: what is read now is what a counter will read. */
export async function readBack(bench: Bench): Promise<Wrong> {
  const { terminal, order } = bench
  await terminal.reset()
  const found = await readImage(terminal, order.image.version, {
    prove: async (key) => (await prove(bench, key, order.version)) === statusWords.success,
    verifyPin: async () => {
      const data = pinBytes(order.pin) as Uint8Array
      return (await exchange(terminal, encodeCommand(0x00, 0x20, 0x00, 0x00, { data }))).status === statusWords.success
    },
  })
  if (!found.ok) return refused(found.path, found.status)
  const different = differences(order.image, found.image)
  return different.length === 0 ? undefined : different.join(' ')
}

/** Every key but the one that proves the card is proved to the card. */
export async function challengeKeys(bench: Bench): Promise<Wrong> {
  for (const key of cardKeys) {
    if (key.use === 'internal') continue
    const wrong = refused(key.name, await prove(bench, key, bench.order.version))
    if (wrong !== undefined) return wrong
  }
  return undefined
}

/** M14.1: the card proves itself, in both forms; the counter as it stands then, or what is wrong. */
export async function proveGenuine({ terminal, order, factor }: Bench): Promise<number | string> {
  const { hsm, suite, area, version, random } = order
  const key = { suite, version, key: 'SSSE/IRK', area, factor }
  let last: number | null = null
  for (const form of ['plain', 'counted'] as const) {
    const question = { form, challenge: random(8), data: random(8) }
    const proof = await proveCard(terminal, question, async (challenge, data) => {
      const [answer] = await hsm.internalAuthentication([{ ...key, challenge, data }])
      return answer as Uint8Array
    })
    if (!proof.genuine) return `SSSE/IRK ${form} ${proof.status.toString(16).toUpperCase()}`
    last = proof.counter
  }
  return last ?? 'SSSE/IRK counter'
}

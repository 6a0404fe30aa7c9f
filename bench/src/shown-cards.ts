import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import { countedData } from '@yika/chip/key/counted-data.ts'
import { cardFactor } from '@yika/chip/key/factor.ts'
import { sm3 } from '@yika/chip/node/sm3.ts'
import { tapChallenge } from '@yika/chip/terminal/tap-challenge.ts'
import { addMilliseconds, type Instant, instantOf } from '@yika/core/calendar/instant.ts'
import { bindingToSign, signedBinding } from '@yika/core/e-card/binding.ts'
import { codeToSign, encodeCode } from '@yika/core/e-card/code.ts'
import { cardNumberOf } from '@yika/core/identifier/card-number.ts'
import type { Presentation } from '@yika/core/presentation/presentation.ts'
import { signBinding } from '@yika/server/e-card/issuer-key.ts'
import type { Custodian } from '@yika/server/kernel/custody/custodian.ts'
import { cardExpression, personExpression } from './cloned-city.ts'
import { withOwner } from './copy-again.ts'

const area = '110000'
const hex = (n: number) => n.toString(16).toUpperCase().padStart(8, '0')
const chipOf = (n: number) => `${area}D156000005${hex(n)}594B0000`
const resetOf = (n: number) => `0081544C9786841100${hex(n)}`
const numberOf = (n: number) => cardNumberOf(`C${String(n).padStart(7, '0')}`)
const deviceOf = (n: number) => `00000000-0000-7000-a000-${n.toString(16).padStart(12, '0')}`
const upperHex = "upper(lpad(to_hex(n), 8, '0'))"

/** The chip of cloned person n, as pgbench makes it. */
export const chipExpression = `('${area}D156000005' || upper(lpad(to_hex(:n::int), 8, '0')) || '594B0000')`

/** Of ten people seven tap their chip, two show the telephone, and one says a number beside the face. */
const byCode = (n: number) => n % 10 === 7 || n % 10 === 8
const byNumber = (n: number) => n % 10 === 9

/** One telephone that everybody has: who holds it is the name of the device. */
export interface Telephone {
  readonly privateKey: KeyObject
  readonly point: Uint8Array
}

export function newTelephone(): Telephone {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const point = Buffer.concat([Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')])
  return { privateKey, point: Uint8Array.from(point) }
}

/** Gives the cloned people 1 … `people` chips of the city, telephones and card numbers. */
export async function giveCards(ownerUrl: string, people: number, { point }: Telephone): Promise<void> {
  const all = Array.from({ length: people }, (_, index) => index + 1)
  await withOwner(ownerUrl, async (owner) => {
    const [person, card] = [personExpression, cardExpression].map((text) => `${text.replace(':n', 'n')}::uuid`)
    await owner.unsafe(`
      update card set generation = 3, chip_key_version = 1, expires_on = '2036-01-01',
        chip_identification_code = '${area}D156000005' || ${upperHex} || '594B0000', atr = '0081544C9786841100' || ${upperHex}
      from generate_series(1, ${people}) as n where person_id = ${person} and card_id = ${card}`)
    const key = Buffer.from(point).toString('hex')
    await owner.unsafe(`
      insert into e_card_device (person_id, device_id, version, name, key, bound_by, bound_at)
      select ${person}, ('00000000-0000-7000-a000-' || lpad(to_hex(n), 12, '0'))::uuid, 1, 'sealed', decode('${key}', 'hex'),
        ${person}::text, now()
      from generate_series(1, ${people}) as n where n % 10 in (7, 8)`)
    await owner`insert into e_card_device_person (device_id, person_id) select device_id, person_id from e_card_device`
    const numbered = all.filter(byNumber)
    await owner.unsafe(
      `insert into card_number (card_number, issuing_area, state, person_id, card_id)
      select number, '${area}', 'used', ${person}, ${card} from unnest($1::integer[], $2::text[]) as t (n, number)`,
      [numbered, numbered.map(numberOf)] as never[],
    )
    await owner.unsafe('vacuum analyze card, e_card_device, e_card_device_person, card_number')
    await owner.unsafe('checkpoint')
  })
}

export interface Showing {
  readonly custodian: Custodian
  readonly telephone: Telephone
  readonly terminalId: string
  readonly serviceId: string
  readonly now: Instant
}

/** What people `from`, `from` + 1 … show at this moment, everybody with a proof that was never used. */
export async function shownBy(showing: Showing, people: readonly number[], counter: number): Promise<Presentation[]> {
  const chips = await tappedBy(
    showing,
    people.filter((n) => !byCode(n) && !byNumber(n)),
    counter,
  )
  const code = codeMaker(showing)
  const { now: at } = showing
  return people.map((n, position): Presentation => {
    if (byCode(n)) return { by: 'e-card', code: code(n), at }
    // The moment is the name of this proof.
    const asked = addMilliseconds(at, -(position % 20_000))
    if (byNumber(n)) return { by: 'number', number: numberOf(n), faceToFaceBy: 'bench', at: asked }
    return chips.get(n) as Presentation
  })
}

const pieceSize = 4096

/** What the chips answer: the key machine is asked, since it knows every chip's key. */
async function tappedBy(
  { custodian, terminalId, now: at }: Showing,
  people: readonly number[],
  counter: number,
): Promise<ReadonlyMap<number, Presentation>> {
  const tapped = new Map<number, Presentation>()
  for (let from = 0; from < people.length; from += pieceSize) {
    const piece = people.slice(from, from + pieceSize)
    const nonces = piece.map(() => Uint8Array.from(randomBytes(8)))
    const answers = await custodian.chipHsm.internalAuthentication(
      piece.map((n, position) => {
        const { random1, random2 } = tapChallenge({ terminalId, at, nonce: nonces[position] as Uint8Array }, sm3)
        return {
          ...{ suite: 'sm', version: 1, key: 'SSSE/IRK', area, factor: cardFactor(Uint8Array.fromHex(resetOf(n))) },
          ...{ challenge: random1, data: countedData(random2, counter) },
        }
      }),
    )
    for (const [position, n] of piece.entries())
      tapped.set(n, {
        ...{ by: 'chip', carrier: 'contactless-chip', chip: chipOf(n), at, counter },
        nonce: (nonces[position] as Uint8Array).toHex().toUpperCase(),
        cryptogram: (answers[position] as Uint8Array).toHex().toUpperCase(),
      })
  }
  return tapped
}

function codeMaker({ custodian, telephone, serviceId, now }: Showing): (n: number) => string {
  return (n) => {
    const toSign = bindingToSign({
      ...{ deviceId: deviceOf(n), deviceKey: telephone.point, shard: 0, index: n },
      ...{ issuedAt: addMilliseconds(now, -60_000), validUntil: addMilliseconds(now, 3_600_000) },
    })
    const { keyVersion, signature } = signBinding(custodian.documents, toSign)
    const signed = codeToSign(signedBinding(toSign, keyVersion, signature), {
      ...{ id: Uint8Array.from(randomBytes(12)), issuedAt: instantOf(Date.parse(now)), lifetimeSeconds: 60, serviceId },
    })
    const made = sign('sha256', signed, { key: telephone.privateKey, dsaEncoding: 'ieee-p1363' })
    return encodeCode(signed, Uint8Array.from(made))
  }
}

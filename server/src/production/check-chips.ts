import { equalBytes } from '@yika/chip/bytes/equal-bytes.ts'
import { countedData } from '@yika/chip/key/counted-data.ts'
import { sm3 } from '@yika/chip/node/sm3.ts'
import { composeImage } from '@yika/chip/personalisation/compose-image.ts'
import { imageDigests } from '@yika/chip/personalisation/image-digests.ts'
import type { Day } from '@yika/core/calendar/instant.ts'
import type { InputOf } from '@yika/core/operation/operation.ts'
import { chipNotGenuine } from '@yika/core/production/chip-fault.ts'
import type { ChipCheck } from '@yika/core/production/chip-proved.ts'
import { birthPlaceOf, chipTerms } from '@yika/core/production/chip-terms.ts'
import { fileDay } from '@yika/core/production/return-file.ts'
import type { replaceKeys } from '@yika/core/production/schema.ts'
import { cardsOfChips } from '../card/store.ts'
import { openText } from '../holder/sealing.ts'
import type { Custodian } from '../kernel/custody/custodian.ts'
import type { Database } from '../kernel/database/database.ts'
import { chipOf } from './chip-of.ts'
import type { ChipParts } from './chip-parts.ts'
import { identificationCodes } from './identification-codes.ts'
import type { LineRow } from './line-rows.ts'
import { openPicture, type SealedPictures, sealedPictures } from './sealed-pictures.ts'

type Replaced = Extract<InputOf<typeof replaceKeys>['results'][number], { replaced: true }>

/** What a maker says of a finished chip. */
export interface ChipClaim extends Pick<Replaced, 'readBack' | 'proof'> {
  readonly row: LineRow
  readonly identificationCode: string
  readonly resetInformation: string
  readonly issuedOn: Day
  readonly validUntil: Day
  readonly bankCardNumber: string
  readonly keyVersion: number
}

type Parts = Pick<ChipParts, 'db' | 'custodian' | 'blobs'>

/**
 * M2.3, M4.2: what the chip must hold is composed anew out of the register, never out of what the maker says; every file that was read
 * back is compared with it, and the chip proves by its counted answer that it has the keys of the city. In the order of the claims.
 */
export async function checkChips(parts: Parts, claims: readonly ChipClaim[]): Promise<readonly ChipCheck[]> {
  const { db, blobs, custodian } = parts
  if (claims.length === 0) return []
  const pictures = await sealedPictures(
    db,
    blobs,
    claims.map(({ row }) => row),
  )
  const codes = await identificationCodes(
    custodian.chipHsm,
    claims.map(({ resetInformation }) => resetInformation),
  )
  const answers = await custodian.chipHsm.internalAuthentication(
    claims.map(({ resetInformation, keyVersion, proof }) => ({
      ...chipOf(resetInformation),
      ...{ version: keyVersion, key: 'SSSE/IRK' },
      challenge: Uint8Array.fromHex(proof.random1),
      data: countedData(Uint8Array.fromHex(proof.random2), proof.counter),
    })),
  )
  const owners = await ownersOfChips(db, claims)
  return claims.map((claim, index) => {
    const { row, keyVersion, proof, identificationCode } = claim
    const bad = (reason: string): ChipCheck => ({ good: false, reason })
    if (identificationCode !== codes[index]) return bad('identification-code-wrong')
    if (owners.get(identificationCode)?.some((cardId) => cardId !== row.card.cardId)) return bad('chip-of-another-card')
    const different = readBackFault(custodian, claim, pictures.get(row.line.lineId))
    if (different !== null) return bad(different)
    if (!equalBytes(answers[index] as Uint8Array, Uint8Array.fromHex(proof.cryptogram))) return bad(chipNotGenuine)
    const { cardId } = row.card
    const pinVerifier = custodian.pinVerifier(cardId, custodian.initialPin(cardId))
    return { good: true, keyVersion, counter: proof.counter, pinVerifier: Buffer.from(pinVerifier).toString('base64') }
  })
}

/** The cards whose chip says so, in the books and among the claims: a chip that is genuine already proves nothing for another card. */
async function ownersOfChips(
  db: Database,
  claims: readonly ChipClaim[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const known = await cardsOfChips(
    db,
    claims.map(({ identificationCode }) => identificationCode),
  )
  const claimed = claims.map(({ row, identificationCode }) => ({ cardId: row.card.cardId, identificationCode }))
  const byChip = Map.groupBy([...known, ...claimed], ({ identificationCode }) => identificationCode)
  return new Map([...byChip].map(([code, owners]) => [code, owners.map(({ cardId }) => cardId)]))
}

/** The longest reason that a line can keep. */
const reasonLength = 120

function readBackFault(custodian: Custodian, claim: ChipClaim, pictures: SealedPictures | undefined): string | null {
  const { row, readBack } = claim
  // Nobody is to blame for a picture that the office cannot find again: an outage, after which the maker asks once more.
  if (row.application.photoId !== null && pictures === undefined) throw new Error('the picture of a card is lost')
  const composed = composeImage({
    version: chipTerms.specification,
    cardClass: chipTerms.cardClass,
    initialisingBody: chipTerms.initialisingBody,
    ...fromRegister(custodian, row, pictures),
    identificationCode: claim.identificationCode,
    issuedOn: fileDay(claim.issuedOn),
    validUntil: fileDay(claim.validUntil),
    bankCardNumber: claim.bankCardNumber,
  })
  if (!composed.ok) return `not-for-a-chip:${composed.field}`
  const expected = imageDigests(composed.image, sm3)
  const found = Object.fromEntries(readBack.map(({ path, digest }) => [path, digest]))
  const paths = new Set([...Object.keys(expected), ...Object.keys(found)])
  const different = [...paths].filter((path) => expected[path] !== found[path])
  if (different.length === 0) return null
  return `read-back-differs:${different.map((path) => path.replace(/^3F00/, '')).join(',')}`.slice(0, reasonLength)
}

function fromRegister(custodian: Custodian, { line, person }: LineRow, pictures: SealedPictures | undefined) {
  const { chipName, name, ssn: sealedSsn } = person.sealed
  const ssn = openText(custodian, person, 'identityNumber', sealedSsn)
  return {
    ssn,
    cardNumber: line.cardNumber,
    name: openText(custodian, person, 'name', chipName ?? name),
    sex: person.sex,
    ethnicGroup: person.ethnicGroup,
    birthPlace: birthPlaceOf(ssn),
    birthOn: fileDay(person.birthOn),
    photo: pictures === undefined ? null : openPicture(custodian, person, pictures.chip),
  }
}

import { type ChipHsm, transportVersion } from '@yika/chip/hsm/chip-hsm.ts'
import { cardKeys } from '@yika/chip/key/card-key.ts'
import type { Actor } from '@yika/core/access/actor.ts'
import { dayOf } from '@yika/core/calendar/instant.ts'
import { expiryOf } from '@yika/core/card/validity.ts'
import { type Refused, refuse } from '@yika/core/decision/decision.ts'
import type { InputOf } from '@yika/core/operation/operation.ts'
import type { Batch } from '@yika/core/production/batch.ts'
import * as operation from '@yika/core/production/schema.ts'
import { hasEnded } from '@yika/core/production/stop-line.ts'
import { loadBanks } from '../bank/store.ts'
import type { Custodian } from '../kernel/custody/custodian.ts'
import type { Database } from '../kernel/database/database.ts'
import { type Query, query, type ReadSubject } from '../kernel/query.ts'
import { cardContent, orderTermsOf } from './card-content.ts'
import { chipKeysInUse } from './chip-key-in-use.ts'
import { activeChipKey } from './chip-key-store.ts'
import { chipOf } from './chip-of.ts'
import type { ChipParts } from './chip-parts.ts'
import { allFactoryKeys, factoryKeyOf } from './factory-key-store.ts'
import { identificationCodes } from './identification-codes.ts'
import { type LineRow, rowsOf } from './line-rows.ts'
import { sealedPictures } from './sealed-pictures.ts'
import { batchById, linePage, linesOfBatches, linesOfPersons } from './store.ts'
import { writePinCommands } from './write-pin-commands.ts'

const pageSize = 100
const chipSuite = 'sm'

/** A chip that is being made, and what it said of itself. */
interface Chip {
  readonly row: LineRow
  readonly resetInformation: string
}

interface ChipsInMaking {
  readonly batch: Batch
  readonly chips: readonly Chip[]
  readonly keyVersion: number | undefined
  readonly next: string | null
}

type Which = InputOf<typeof operation.keyScripts>['of'] | InputOf<typeof operation.keyChallenges>['of']

/** The made cards of a batch that wait for their keys, or the one that is being made at a counter. */
async function chipsInMaking(db: Database, of: Which): Promise<ChipsInMaking | undefined> {
  const keyVersion = await activeChipKey(db, chipSuite)
  if ('lineId' in of) {
    const found = await instantLine(db, of)
    if (found === undefined) return undefined
    const { resetInformation } = of
    return { batch: found.batch, chips: [{ row: found.row, resetInformation }], keyVersion, next: null }
  }
  const batch = await batchById(db, of.batchId)
  if (batch?.state !== 'factory-returned') return undefined
  const limit = 'limit' in of ? (of.limit ?? pageSize) : undefined
  const lines =
    limit === undefined
      ? [...(await linesOfBatches(db, [batch.batchId])).values()].filter(({ state }) => state === 'made')
      : await linePage(db, batch.batchId, { states: ['made'], after: Number(afterOf(of)), limit })
  const rows = (await rowsOf(db, lines)).filter(({ card }) => !hasEnded(card))
  const chips = rows.map((row) => ({ row, resetInformation: row.card.atr ?? '' }))
  const whole = limit === undefined || lines.length < limit
  return { batch, chips, keyVersion, next: whole ? null : String(lines.at(-1)?.sequence) }
}

const afterOf = (of: Which): string => ('after' in of ? (of.after ?? '0') : '0')

async function instantLine(db: Database, { personId, lineId }: { readonly personId: string; readonly lineId: string }) {
  const line = (await linesOfPersons(db, [personId])).get(lineId)
  if (line === undefined || line.personId !== personId || line.state !== 'created') return undefined
  const batch = await batchById(db, line.batchId)
  const [row] = await rowsOf(db, [line])
  return batch?.kind !== 'instant' || row === undefined || hasEnded(row.card) ? undefined : { batch, row }
}

/** Whose chips they are, at the factory or at the counter of the bank; without keys of the city nothing can be done for them. */
function subjectsOf(loaded: ChipsInMaking, actor: Actor): readonly ReadSubject[] | Refused {
  const { batch, chips } = loaded
  const place = batch.makerId === null ? { bankId: batch.bankId } : { organisationId: batch.makerId }
  if (makes(actor, batch) && loaded.keyVersion === undefined) return refuse('chip-keys-missing')
  if (chips.length === 0) return [place]
  return chips.map(({ row: { line } }) => ({ personId: line.personId, caseId: line.applicationId, ...place }))
}

/** Only whoever makes the cards hears why they cannot be made; everybody else is not permitted. */
function makes(actor: Actor, { makerId, bankId }: Batch): boolean {
  return makerId === null ? actor.bankId === bankId : actor.organisationId === makerId
}

/** Article 14: what puts the keys of the city and the initial PIN into chips; each script fits one chip and works once. */
function keyScriptsQuery({ custodian }: { readonly custodian: Custodian }): Query {
  const hsm = custodian.chipHsm
  return query({
    operation: operation.keyScripts,
    load: (db, reads) => Promise.all(reads.map(({ input }) => chipsInMaking(db, input.of))),
    subjects: (loaded: ChipsInMaking | undefined, _input, actor) =>
      loaded === undefined ? undefined : subjectsOf(loaded, actor),
    fields: [],
    async answer(loaded) {
      const { batch, chips, next, ...keys } = loaded as ChipsInMaking
      const keyVersion = keys.keyVersion as number
      const resets = chips.map(({ resetInformation }) => resetInformation)
      const pins = chips.map(({ row, resetInformation }) => ({
        resetInformation,
        pin: custodian.initialPin(row.card.cardId),
      }))
      const requests = resets.map((reset) => ({ ...chipOf(reset), version: keyVersion, present: transportVersion }))
      const [codes, pinCommands, scripts] = [
        await identificationCodes(hsm, resets),
        await writePinCommands(hsm, pins),
        await hsm.replaceKeys(requests),
      ]
      return {
        ...{ batchNumber: batch.batchNumber, keyVersion, next },
        cards: chips.map(({ row }, index) => ({
          cardNumber: row.line.cardNumber,
          identificationCode: codes[index] as string,
          pin: hex(pinCommands[index] as Uint8Array),
          keys: (scripts[index] as readonly Uint8Array[]).map(hex),
        })),
      }
    },
  })
}

interface Challenged extends ChipsInMaking {
  readonly activeVersions: ReadonlySet<number>
}

type Challenges = InputOf<typeof operation.keyChallenges>['challenges']

const challengeable = new Set(cardKeys.filter(({ use }) => use !== 'internal').map(({ name }) => name))

/** The first challenge that is none for these chips; the transport key is told nobody but the counter, and for the master key alone. */
function foreignChallenge({ batch, chips, activeVersions }: Challenged, challenges: Challenges): number {
  const numbers = new Set(chips.map(({ row }) => row.line.cardNumber))
  const blank = batch.kind === 'instant' ? 'SSSE/MK' : undefined
  return challenges.findIndex(
    ({ cardNumber, version, key }) =>
      !numbers.has(cardNumber) ||
      !challengeable.has(key) ||
      !(activeVersions.has(version) || (version === transportVersion && key === blank)),
  )
}

/** 244: every key of a finished chip can be challenged before the chip leaves the hand of whoever made it. */
function keyChallengesQuery({ custodian }: { readonly custodian: Custodian }): Query {
  return query({
    operation: operation.keyChallenges,
    load: (db, reads) =>
      Promise.all(
        reads.map(async ({ input }): Promise<Challenged | undefined> => {
          const found = await chipsInMaking(db, input.of)
          if (found === undefined) return undefined
          const activeVersions = await chipKeysInUse(db)
          const named = new Set(input.challenges.map(({ cardNumber }) => cardNumber))
          const chips = found.chips.filter(({ row }) => named.has(row.line.cardNumber))
          return { ...found, chips, activeVersions }
        }),
      ),
    subjects(loaded: Challenged | undefined, { challenges }, actor) {
      if (loaded === undefined) return undefined
      // A cryptogram says nothing about anybody: a factory that challenges every key of every card leaves one audit row for each request.
      const central = loaded.batch.makerId !== null
      const subjects = subjectsOf(central ? { ...loaded, chips: [] } : loaded, actor)
      const foreign = foreignChallenge(loaded, challenges)
      if (foreign === -1 || 'accepted' in subjects || !makes(actor, loaded.batch)) return subjects
      return refuse('input-invalid', { path: `/challenges/${foreign}`, reason: 'is for no key in making' })
    },
    fields: [],
    async answer(loaded, { challenges }) {
      const { chips } = loaded as Challenged
      const resets = new Map(chips.map(({ row, resetInformation }) => [row.line.cardNumber, resetInformation]))
      const answers = await custodian.chipHsm.externalAuthentication(
        challenges.map(({ cardNumber, version, key, challenge, data }) => ({
          ...chipOf(resets.get(cardNumber) as string),
          ...{ version, key },
          ...{ challenge: Uint8Array.fromHex(challenge), data: Uint8Array.fromHex(data) },
        })),
      )
      return { cryptograms: answers.map(hex) }
    },
  })
}

/** The maker of blanks gets the transport master, closed for its own key. */
function transportKeyQuery(hsm: ChipHsm): Query {
  return query({
    operation: operation.transportKey,
    load: (db, reads) =>
      Promise.all(
        reads.map(async ({ input: { makerId } }) => ({
          key: await factoryKeyOf(db, makerId),
          ceremony: (await activeChipKey(db, chipSuite)) !== undefined,
        })),
      ),
    subjects({ key, ceremony }, { makerId }, actor) {
      if (actor.organisationId !== makerId) return [{ organisationId: makerId }]
      if (!ceremony) return refuse('chip-keys-missing')
      return key === null ? refuse('factory-key-missing', { makerId }) : [{ organisationId: makerId }]
    },
    fields: [],
    async answer({ key }) {
      const publicKey = Uint8Array.fromHex(key?.sm2 ?? '')
      return { enciphered: hex(await hsm.transportKeyFor(chipSuite, publicKey)) }
    },
  })
}

const factoryKeysQuery = query({
  operation: operation.factoryKeys,
  async load(db, reads) {
    const factories = await allFactoryKeys(db)
    return reads.map(() => factories)
  },
  subjects: () => [{}],
  fields: [],
  answer: (factories) => ({ factories: factories.map(({ version: _, ...factory }) => factory) }),
})

/** What printer and chip need at a counter; what only the chip knows, the counter tells with its scripts. */
function personalisationDataQuery({ custodian, blobs, clock, policyReader }: Omit<ChipParts, 'db'>): Query {
  return query({
    operation: operation.personalisationData,
    load: (db, reads) =>
      Promise.all(
        reads.map(async ({ actor, input }) => {
          const found = await instantLine(db, input)
          if (found === undefined) return undefined
          const { batch, row } = found
          const policy = policyReader(actor, clock())
          const issuedOn = dayOf(clock())
          return {
            ...found,
            bankCode: (await loadBanks(db, [batch.bankId])).get(batch.bankId)?.cnaps ?? '',
            pictures: await sealedPictures(db, blobs, [row]),
            keyVersion: await activeChipKey(db, chipSuite),
            terms: (keyVersion: number) => orderTermsOf(policy, keyVersion),
            ...{ issuedOn, validUntil: expiryOf(issuedOn, policy) },
          }
        }),
      ),
    subjects(loaded, _input, actor) {
      if (loaded === undefined) return undefined
      const { batch, row } = loaded
      if (actor.bankId === batch.bankId && loaded.keyVersion === undefined) return refuse('chip-keys-missing')
      return [{ personId: row.line.personId, caseId: row.line.applicationId, bankId: batch.bankId }]
    },
    fields: ['name', 'identityNumber'],
    answer(loaded, _input, reader) {
      const { batch, row, bankCode, pictures, keyVersion, terms, issuedOn, validUntil } = loaded as NonNullable<
        typeof loaded
      >
      return {
        ...terms(keyVersion as number),
        ...cardContent(custodian, reader, row, bankCode, pictures.get(row.line.lineId)),
        ...{ bankId: batch.bankId, issuedOn, validUntil },
      }
    },
  })
}

const hex = (bytes: Uint8Array): string => bytes.toHex().toUpperCase()

export function keyQueries(parts: Omit<ChipParts, 'db'>): readonly Query[] {
  return [
    personalisationDataQuery(parts),
    keyScriptsQuery(parts),
    keyChallengesQuery(parts),
    transportKeyQuery(parts.custodian.chipHsm),
    factoryKeysQuery,
  ]
}

import { statusWords } from '../apdu/status-word.ts'
import { type CardKey, cardKey } from '../key/card-key.ts'
import { type CardFile, type Condition, filePath } from '../profile/card-file.ts'
import type { CardProfile } from '../profile/card-profile.ts'
import { DriverFailure } from './driver-failure.ts'
import type { AddressedFile } from './file-address.ts'

/** One file of an address, found in the profile of the card. */
export interface PlannedFile {
  readonly path: string
  readonly file: CardFile
  /** Positions of the items in a linear file, record numbers of a cyclic one. */
  readonly records: readonly number[]
  readonly need: Need
}

/** What has to be shown to the card before a file opens. */
export interface Need {
  readonly pin: boolean
  readonly keys: readonly CardKey[]
}

const nothing: Need = { pin: false, keys: [] }

const together = (needs: readonly Need[]): Need => ({
  pin: needs.some(({ pin }) => pin),
  keys: [...new Set(needs.flatMap(({ keys }) => keys))],
})

/** Where either PIN or key will do, the authority's key is taken if there is an authority, else the holder is asked. */
function needOf(condition: Condition, by: 'key' | 'pin'): Need | undefined {
  if (condition === 'free') return nothing
  if (condition === 'never') return undefined
  if (condition === 'pin') return { pin: true, keys: [] }
  if ('key' in condition) return { pin: false, keys: [cardKey(condition.key)] }
  if ('allOf' in condition) {
    const needs = condition.allOf.map((one) => needOf(one, by))
    return needs.every((need) => need !== undefined) ? together(needs) : undefined
  }
  const ways = condition.anyOf.map((one) => needOf(one, by)).filter((need) => need !== undefined)
  const preferred = ways.find(({ pin, keys }) => (by === 'pin' ? keys.length === 0 : !pin && keys.length > 0))
  return ways.find((way) => !way.pin && way.keys.length === 0) ?? preferred ?? ways[0]
}

function plannedFile(
  profile: CardProfile,
  { path, tags }: AddressedFile,
  access: 'read' | 'write',
  by: 'key' | 'pin',
): PlannedFile {
  const file = profile.files.find((one) => filePath(one) === path)
  if (file === undefined) throw DriverFailure.card(statusWords.fileNotFound)
  const records = recordsOf(file, tags)
  // An item may be stricter or freer than its file, so only the items count where there are any.
  const items = file.structure === 'linear' && access === 'read' ? records.map((at) => file.items[at]?.read) : []
  const conditions = items.length > 0 ? items.map((read) => read ?? file.read) : [file[access]]
  const needs = conditions.map((one) => needOf(one, by))
  if (needs.some((need) => need === undefined)) throw DriverFailure.card(statusWords.securityNotSatisfied)
  return { path, file, records, need: together(needs as Need[]) }
}

function recordsOf(file: CardFile, tags: readonly number[]): readonly number[] {
  if (file.structure === 'transparent') {
    if (tags.length > 0) throw DriverFailure.card(statusWords.wrongFileType)
    return []
  }
  if (tags.length === 0) throw DriverFailure.own(-14)
  const records =
    file.structure === 'cyclic' ? tags : tags.map((tag) => file.items.findIndex((item) => item.tag === tag))
  const exists = (record: number) => (file.structure === 'cyclic' ? record >= 1 && record <= file.records : record >= 0)
  if (!records.every(exists)) throw DriverFailure.card(statusWords.recordNotFound)
  return records
}

/** The files of an address and what each asks for; ends with −27266 or −27267 where the version has no such file or tag. */
export function accessPlan(
  profile: CardProfile,
  address: readonly AddressedFile[],
  access: 'read' | 'write',
  by: 'key' | 'pin',
): readonly PlannedFile[] {
  return address.map((file) => plannedFile(profile, file, access, by))
}

/** What the plan asks for as a whole. */
export function needOfPlan(plan: readonly PlannedFile[]): Need {
  return together(plan.map(({ need }) => need))
}

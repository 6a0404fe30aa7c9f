/** The environments and applications of the social security side; the bank's side (PSE) shares none of their keys. */
export const directories = ['SSSE', 'DF01', 'DF02', 'DF03', 'DF04', 'DF05', 'DF06', 'DF07'] as const
export type Directory = (typeof directories)[number]

/**
 * What a key may do: `master` writes keys and the issuer's files, `internal` proves the card, `read` and `update` open files, `unlock`
 * resets and unblocks the PIN, `maintain` makes MACs, `lock` locks application or card, the last three serve off-line medical payment.
 */
export type KeyUse =
  | 'master'
  | 'internal'
  | 'read'
  | 'update'
  | 'unlock'
  | 'maintain'
  | 'lock'
  | 'load'
  | 'purchase'
  | 'tac'

export interface CardKey {
  /** `SSSE/RKSSSE`, `DF01/UK1`: directory and name in it. */
  readonly name: string
  readonly directory: Directory
  /** Key identifier in its directory: P2 of EXTERNAL AUTHENTICATE. IRK is 00, P2 of INTERNAL AUTHENTICATE. */
  readonly id: number
  readonly use: KeyUse
  /** How a PSAM names it: usage and index; null where no public table says. */
  readonly psam: { readonly usage: number; readonly index: number } | null
  /** Four hexadecimal digits by which a key machine names it; simulated but for RKSSSE and UKSSSE. */
  readonly address: string
}

const published = { 'SSSE/RKSSSE': '0094', 'SSSE/UKSSSE': '0096' } as Readonly<Record<string, string>>

type Row = readonly [name: string, id: number, use: KeyUse, psam?: readonly [usage: number, index: number]]

/** Identifiers and PSAM references as published; rows without a reference are simulated, see chip/SIMULATED.md. */
const table: Readonly<Record<Directory, readonly Row[]>> = {
  SSSE: [
    ['IRK', 0x00, 'internal'],
    ['MK', 0x01, 'master'],
    ['BK', 0x02, 'lock'],
    ['UKSSSE', 0x04, 'update', [0x48, 0x12]],
    ['PUK', 0x06, 'unlock', [0x48, 0x10]],
    ['STK', 0x09, 'maintain', [0x48, 0x09]],
    ['RKSSSE', 0x0a, 'read', [0x47, 0x0a]],
  ],
  DF01: [
    ['UK1', 0x83, 'update', [0x48, 0x42]],
    ['UK2', 0x84, 'update', [0x48, 0x43]],
    ['UK3', 0x85, 'update', [0x47, 0x24]],
    ['UK4', 0x86, 'update', [0x47, 0x25]],
    ['UK5', 0x87, 'update', [0x48, 0x44]],
    ['RK1', 0x88, 'read', [0x67, 0x2e]],
    ['UK6', 0x89, 'update', [0x47, 0x2f]],
    ['STK', 0x8e, 'maintain'],
    ['LK', 0x8f, 'lock'],
  ],
  DF02: [
    ['UK2', 0x84, 'update', [0x48, 0x45]],
    ['UK3', 0x85, 'update', [0x48, 0x46]],
    ['UK4', 0x86, 'update', [0x47, 0x27]],
    ['UK5', 0x87, 'update', [0x47, 0x28]],
    ['RK1', 0x88, 'read', [0x67, 0x35]],
    ['UK6', 0x89, 'update', [0x47, 0x36]],
    ['STK', 0x8e, 'maintain'],
    ['LK', 0x8f, 'lock'],
  ],
  DF03: [
    ['RK1', 0x84, 'read', [0x67, 0x2b]],
    ['RK2', 0x85, 'read', [0x67, 0x2c]],
    ['UK1', 0x86, 'update', [0x48, 0x47]],
    ['UK2', 0x87, 'update', [0x47, 0x29]],
    ['UK3', 0x88, 'update', [0x48, 0x48]],
    ['UK4', 0x89, 'update', [0x47, 0x37]],
    ['UK5', 0x8a, 'update', [0x47, 0x38]],
    ['UK6', 0x8b, 'update', [0x47, 0x39]],
    ['UK7', 0x8c, 'update', [0x47, 0x3a]],
    ['UK8', 0x8d, 'update', [0x47, 0x3b]],
    ['STK', 0x8e, 'maintain'],
    ['LK', 0x8f, 'lock'],
  ],
  DF04: [
    ['RK1', 0x84, 'read', [0x67, 0x2d]],
    ['UK1', 0x85, 'update', [0x48, 0x49]],
    ['UK2', 0x86, 'update', [0x47, 0x2a]],
    ['STK', 0x8e, 'maintain'],
    ['LK', 0x8f, 'lock'],
    ['DLK', 0x90, 'load'],
    ['DPK', 0x91, 'purchase'],
    ['DTK', 0x92, 'tac'],
  ],
  DF05: [
    ['RK1', 0x84, 'read'],
    ['UK1', 0x86, 'update'],
    ['STK', 0x8e, 'maintain'],
    ['LK', 0x8f, 'lock'],
  ],
  DF06: [
    ['RK1', 0x84, 'read'],
    ['UK1', 0x86, 'update'],
    ['STK', 0x8e, 'maintain'],
    ['LK', 0x8f, 'lock'],
  ],
  DF07: [
    ['RK1', 0x84, 'read'],
    ['UK1', 0x86, 'update'],
    ['STK', 0x8e, 'maintain'],
    ['LK', 0x8f, 'lock'],
  ],
}

/** Every key of a card, the card master key last: it writes the others and is replaced when all of them are. */
export const cardKeys: readonly CardKey[] = directories
  .flatMap((directory, area) =>
    table[directory].map(([short, id, use, psam], index): CardKey => {
      const name = `${directory}/${short}`
      const address = published[name] ?? (0x1000 + area * 0x100 + index).toString(16).toUpperCase()
      return { name, directory, id, use, psam: psam ? { usage: psam[0], index: psam[1] } : null, address }
    }),
  )
  .sort((a, b) => Number(a.use === 'master') - Number(b.use === 'master'))

const byName = new Map(cardKeys.map((key) => [key.name, key]))
const byAddress = new Map(cardKeys.map((key) => [key.address, key]))

/** Throws for a name that is not in the table: names are written by us, not by users. */
export function cardKey(name: string): CardKey {
  const key = byName.get(name)
  if (key === undefined) throw new Error(`no key is named ${name}`)
  return key
}

export function cardKeyByAddress(address: string): CardKey | undefined {
  return byAddress.get(address)
}

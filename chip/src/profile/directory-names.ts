import { concat } from '../bytes/concat.ts'
import { equalBytes } from '../bytes/equal-bytes.ts'
import { type Directory, directories } from '../key/card-key.ts'

export const masterFile = 0x3f00

/** The application provider that the ministry registered. */
const registeredProvider = Uint8Array.fromHex('D156000005')

/** The debit application of the bank's side (PSE), after PBOC. */
export const paymentName: Uint8Array = Uint8Array.fromHex('A000000333010101')

const fids: Readonly<Record<Directory, number>> = {
  ...{ SSSE: 0xddf1, DF01: 0xdf01, DF02: 0xdf02, DF03: 0xdf03 },
  ...{ DF04: 0xdf04, DF05: 0xdf05, DF06: 0xdf06, DF07: 0xdf07 },
}

const application = (index: number) => concat(registeredProvider, Uint8Array.of(index))

/** What the directory is selected by; SSSE is GBK "sx1.sh.社会保障". The pairing of 04, 05 and 06 follows the names of the applications. */
const names: Readonly<Record<Directory, Uint8Array>> = {
  SSSE: Uint8Array.fromHex('7378312E73682EC9E7BBE1B1A3D5CF'),
  DF01: application(0x00),
  DF02: application(0x01),
  DF03: application(0x02),
  DF04: application(0x03),
  DF05: application(0x05),
  DF06: application(0x06),
  DF07: application(0x04),
}

export const directoryName = (directory: Directory): Uint8Array => names[directory]

/** File identifier: `DDF1` of the environment, `DF01` … `DF07` of the applications. */
export const directoryFid = (directory: Directory): number => fids[directory]

export const directoryNamed = (name: Uint8Array): Directory | undefined =>
  directories.find((directory) => equalBytes(names[directory], name))

export const directoryAt = (fid: number): Directory | undefined =>
  directories.find((directory) => fids[directory] === fid)

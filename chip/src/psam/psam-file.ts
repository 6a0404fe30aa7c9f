import type { CommandApdu } from '../apdu/command-apdu.ts'
import { statusWords, wrongLe } from '../apdu/status-word.ts'
import { concat } from '../bytes/concat.ts'
import { suiteOfAlgorithm } from './psam-memory.ts'
import { forgetWorkingKey, type PsamAnswer, type PsamSession } from './psam-session.ts'

const [master, publicData, terminalData] = [0x3f00, 0xef15, 0xef16]
const applicationOf = (fid: number) => (fid >> 8 === 0xdf ? suiteOfAlgorithm(fid & 0xff) : undefined)

/** EF15 is the serial number and four bytes after PBOC (version, kind of key, issuer's own); EF16 the terminal number. Simulated. */
function contentOf({ psam }: PsamSession, fid: number | undefined): Uint8Array | undefined {
  if (fid === publicData) return concat(psam.serial, Uint8Array.of(0x01, 0x00, 0x00, 0x00))
  return fid === terminalData ? psam.terminal : undefined
}

/**
 * SELECT by identifier: 3F00, EF15, EF16, and simulated an application for each algorithm, DF01 for triple DES and DF03 for SM4. One
 * whose keys the PSAM was not given does not exist.
 */
export function selectPsamFile(session: PsamSession, { p1, data }: CommandApdu): PsamAnswer {
  if (p1 !== 0 && p1 !== 2) return statusWords.wrongParameters
  if (data.length !== 2) return statusWords.wrongLength
  const fid = ((data[0] as number) << 8) | (data[1] as number)
  const suite = applicationOf(fid)
  if (suite !== undefined && session.psam.keys.some((key) => key.suite === suite)) {
    forgetWorkingKey(session)
    session.application = suite
    session.file = undefined
    return statusWords.success
  }
  const isFile = contentOf(session, fid) !== undefined
  if (!isFile && fid !== master) return statusWords.fileNotFound
  session.file = isFile ? fid : undefined
  return statusWords.success
}

/** READ BINARY of the selected file, or of the one whose short identifier P1 holds. */
export function readPsamFile(session: PsamSession, { p1, p2, le }: CommandApdu): PsamAnswer {
  const byShortIdentifier = (p1 & 0x80) !== 0
  const content = contentOf(session, byShortIdentifier ? 0xef00 | (p1 & 0x1f) : session.file)
  if (content === undefined) return byShortIdentifier ? statusWords.fileNotFound : statusWords.invalidState
  const offset = byShortIdentifier ? p2 : (p1 << 8) | p2
  if (offset >= content.length) return statusWords.wrongOffset
  if (le === undefined) return statusWords.wrongLength
  const rest = content.length - offset
  return le > rest ? wrongLe(rest) : content.subarray(offset, offset + le)
}

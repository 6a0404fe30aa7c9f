import {
  closeSync,
  constants,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { type Memory, PowerCut } from '../memory/memory.ts'
import { lockFile } from './lock-file.ts'

export interface OpenCardFile {
  /** The chip's memory: every write is on the disk before the next one begins, byte for byte at the same place. */
  readonly memory: Memory
  /** Gives the file free for the next reader. Whoever writes afterwards is a chip without power. */
  close(): void
}

/** Makes the file of a card out of its memory, readable by nobody else, because keys lie in it. Throws if the file exists. */
export function createCardFile(path: string, image: Uint8Array): void {
  const unfinished = `${path}.${process.pid}.new`
  try {
    writeFileSync(unfinished, image, { flag: 'wx', mode: 0o600, flush: true })
    linkSync(unfinished, path)
  } finally {
    rmSync(unfinished, { force: true })
  }
  // A new name is only safe when its folder is.
  const folder = openSync(dirname(path), constants.O_RDONLY)
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}

/**
 * The memory of a chip in a file: it survives removal, re-insertion and the end of the process in the middle of a command. A card lies in
 * one reader only, so a second opening throws `FileInUse` until the first is closed or its process has ended.
 */
export function openCardFile(name: string): OpenCardFile {
  const path = realpathSync(name)
  const unlock = lockFile(path)
  try {
    const bytes = new Uint8Array(readFileSync(path))
    if (bytes.length === 0) throw new Error(`${path} holds no card`)
    return withPower(openSync(path, constants.O_RDWR | constants.O_DSYNC), bytes, unlock)
  } catch (error) {
    unlock()
    throw error
  }
}

function withPower(file: number, bytes: Uint8Array, unlock: () => void): OpenCardFile {
  let power = true
  const needPower = () => {
    if (!power) throw new PowerCut('the card file is closed')
  }
  const close = () => {
    if (!power) return
    power = false
    closeSync(file)
    unlock()
  }
  const memory: Memory = {
    size: bytes.length,
    read(offset, length) {
      needPower()
      return bytes.slice(offset, offset + length)
    },
    write(offset, written) {
      needPower()
      if (offset + written.length > bytes.length) throw new RangeError('a write beyond the memory of the chip')
      try {
        for (let done = 0; done < written.length; ) {
          done += writeSync(file, written, done, written.length - done, offset + done)
        }
      } catch (cause) {
        // Nobody knows how much of it is on the disk: like a chip whose power went in the middle of a write.
        close()
        throw new PowerCut('the card file cannot be written', { cause })
      }
      bytes.set(written, offset)
    },
  }
  return { memory, close }
}

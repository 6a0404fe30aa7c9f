import { createReadStream, createWriteStream } from 'node:fs'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { connect, type Database } from '@yika/server/kernel/database/database.ts'

/** Takes the tables out into files, empties them and times the way back in, with all their indexes and constraints. */
export async function copyAgain(ownerUrl: string, directory: string, tables: readonly string[]): Promise<number> {
  const file = (table: string) => path.join(directory, `${table}.copy`)
  // A stream that was held back leaves its connection held back: each gets one of its own.
  const each = async (work: (owner: Database, table: string) => Promise<unknown>) => {
    for (const table of tables) await withOwner(ownerUrl, (owner) => work(owner, table))
  }
  await each(async (owner, table) =>
    pipeline(await owner`copy ${owner(table)} to stdout`.readable(), createWriteStream(file(table))),
  )
  await withOwner(ownerUrl, async (owner) => {
    await owner`truncate ${owner(tables)} cascade`
    await owner`checkpoint`
  })
  let milliseconds = 0
  await each(async (owner, table) => {
    await owner`select`
    const began = performance.now()
    await pipeline(createReadStream(file(table)), await owner`copy ${owner(table)} from stdin`.writable())
    milliseconds += performance.now() - began
  })
  return milliseconds / 1000
}

export async function withOwner<Answer>(ownerUrl: string, work: (owner: Database) => Promise<Answer>): Promise<Answer> {
  const owner = connect(ownerUrl, { connections: 1 })
  try {
    return await work(owner)
  } finally {
    await owner.end({ timeout: 5 })
  }
}

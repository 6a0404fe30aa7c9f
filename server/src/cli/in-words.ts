import { ConfigInvalid } from '../config.ts'
import { UsageError } from './cli-command.ts'

const refusals = ['BackupUnusable', 'ForeignCustody', 'DataDirectoryInUse']

/** Wrong use is exit code 2 and a refusal 1, both in words alone; everything else is a fault and keeps its stack. */
export async function inWords(work: () => Promise<number>): Promise<number> {
  try {
    return await work()
  } catch (error) {
    const isUsage = error instanceof UsageError || error instanceof ConfigInvalid
    const isRefusal = error instanceof Error && refusals.includes(error.name)
    console.error(isUsage || isRefusal ? error.message : error)
    return isUsage ? 2 : 1
  }
}

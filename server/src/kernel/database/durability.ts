import type { Database } from './database.ts'

/** An answer is given after the commit, and a commit must outlive the machine's power: a server that cuts this is refused. */
export async function assertDurable(db: Database): Promise<void> {
  const off = await db<{ name: string }[]>`
    select name from pg_settings
    where name in ('fsync', 'full_page_writes', 'synchronous_commit') and setting = 'off'
    order by name`
  if (off.length === 0) return
  const names = off.map((row) => row.name).join(', ')
  throw new Error(`The database would lose acknowledged work: ${names} is off. Switch it on, then start again.`)
}

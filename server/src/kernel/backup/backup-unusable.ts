/** A backup that cannot be made or restored as it is; the message says why and what to do, without a value of any row. */
export class BackupUnusable extends Error {
  override readonly name = 'BackupUnusable'
}

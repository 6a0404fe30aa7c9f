/** One row of a table, whatever kind of file it lies in. */
export interface SheetRow {
  /** Line of the text file, or row of the sheet, counted from 1 with the heading: what the user sees. */
  readonly line: number
  readonly cells: readonly string[]
}

/** Rows in groups, so that a million of them do not cost a million waits. */
export interface RowGroup {
  readonly rows: readonly SheetRow[]
  /** How much of the file has been read, 0 to 1. */
  readonly share: number
}

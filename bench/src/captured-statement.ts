/** A statement as the kernel sent it, with the text form of its parameters. */
export interface CapturedStatement {
  readonly text: string
  readonly parameters: readonly unknown[]
}

/** A text inside the parameters that differs per transaction, and the SQL expression that makes it. */
export interface Varying {
  readonly text: string
  readonly expression: string
}

/**
 * The same statement for pgbench: each parameter becomes a literal, in which every varying text is replaced by its
 * expression. So the peer runs what the kernel runs, and a change of the kernel changes the peer with it.
 */
export function pgbenchStatement(statement: CapturedStatement, varying: readonly Varying[]): string {
  const text = statement.text.replace(/\$(\d+)/g, (_, position: string) =>
    literal(asText(statement.parameters[Number(position) - 1]), varying),
  )
  return `${text.replace(/\s+/g, ' ').trim()};`
}

/** PostgreSQL's text form of a value; arrays as the driver would send them. */
function asText(value: unknown): string | null {
  if (value === null || value === undefined) return null
  if (Array.isArray(value)) return `{${value.map(element).join(',')}}`
  if (value instanceof Uint8Array) return `\\x${Buffer.from(value).toString('hex')}`
  return String(value)
}

function element(value: unknown): string {
  const text = asText(value)
  return text === null ? 'NULL' : `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
}

function literal(text: string | null, varying: readonly Varying[]): string {
  if (text === null) return 'null'
  let pieces: readonly { readonly sql: string; readonly done: boolean }[] = [{ sql: text, done: false }]
  for (const { text: needle, expression } of varying) {
    pieces = pieces.flatMap((piece) => {
      if (piece.done) return [piece]
      return piece.sql
        .split(needle)
        .flatMap((part, index) => [
          ...(index === 0 ? [] : [{ sql: expression, done: true }]),
          { sql: part, done: false },
        ])
    })
  }
  const sql = pieces
    .filter((piece) => piece.done || piece.sql !== '')
    .map((piece) => (piece.done ? piece.sql : quoted(piece.sql)))
  return sql.length === 0 ? "''" : `(${sql.join(' || ')})`
}

/** pgbench reads `:name` inside literals too, so a colon is written as an expression of its own. */
function quoted(text: string): string {
  return text
    .split(':')
    .map((part) => `'${part.replaceAll("'", "''")}'`)
    .join(' || chr(58) || ')
}

import type { Day, Instant } from '@yika/core/calendar/instant.ts'
import postgres from 'postgres'

/** What PostgreSQL values become: instants and days are strings of one form, so that a row equals the fold of its events. */
const columnTypes = {
  instant: {
    to: 1184,
    from: [1184],
    serialize: (value: string) => value,
    parse: (text: string) => new Date(text).toISOString() as Instant,
  },
  day: { to: 1082, from: [1082], serialize: (value: string) => value, parse: (text: string) => text as Day },
  /** Counts and amounts of fen stay below 2^53; a larger number is an error, never a rounded one. */
  bigint: {
    to: 20,
    from: [20],
    serialize: (value: number) => String(value),
    parse: (text: string) => {
      const value = Number(text)
      if (!Number.isSafeInteger(value)) throw new RangeError(`bigint out of range: ${text}`)
      return value
    },
  },
}

type Types = { instant: Instant; day: Day; bigint: number }

/** A pool of connections: for reads. Changes go through `execute` alone, which hands out the `Transaction`. */
export type Database = postgres.Sql<Types>

/** An open write transaction: a function that takes one joins it. */
export type Transaction = postgres.TransactionSql<Types>

export interface DatabaseOptions {
  readonly connections?: number
  readonly applicationName?: string
  /** For those who only look: the server itself refuses every change. */
  readonly readOnly?: boolean
  /** Called with every statement and its parameters as they are sent; benchmarks give the same ones to their peer. */
  readonly observe?: (statement: string, parameters: readonly unknown[]) => void
}

export function connect(url: string, options: DatabaseOptions = {}): Database {
  const { observe } = options
  return postgres(url, {
    types: columnTypes,
    max: options.connections ?? 10,
    ...(observe === undefined ? {} : { debug: (_connection, statement, parameters) => observe(statement, parameters) }),
    onnotice: () => {},
    transform: { column: { from: postgres.toCamel } },
    connection: {
      application_name: options.applicationName ?? 'yika',
      TimeZone: 'UTC',
      ...(options.readOnly === true ? { default_transaction_read_only: true } : {}),
    },
  }) as unknown as Database
}

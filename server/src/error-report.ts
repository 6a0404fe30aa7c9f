import pino from 'pino'

/**
 * The log of incidents: name, code and stack of an error under the number that the answer gave. The driver puts values into
 * some messages, so of a database error only its code and constraint are kept: no personal data reach the log.
 */
export function errorReport(level: string): (error: unknown, incident?: string) => void {
  const log = pino({ level })
  return (error, incident) => {
    const {
      name,
      message,
      stack,
      code,
      constraint_name: constraint,
    } = error as Error & {
      code?: string
      constraint_name?: string
    }
    const fromDatabase = name === 'PostgresError'
    const at = stack?.split('\n').slice(1, 8).join('\n')
    log.error({ incident, name, code, constraint, at, ...(fromDatabase ? {} : { message }) }, 'incident')
  }
}

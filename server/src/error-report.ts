import pino from 'pino'

/** A frame of our own code. */
const own = /[\\/](?:core|chip|server)[\\/]src[\\/]/

/**
 * The log of incidents: name, code and place of an error under the number that the answer gave. Our own errors say nothing of whom they
 * concern, so their message is kept; those of a driver, a parser or a serialiser may repeat a value and leave only their place.
 */
export function errorReport(
  level: string,
  to?: { write(line: string): void },
): (error: unknown, incident?: string) => void {
  const log = to === undefined ? pino({ level }) : pino({ level }, to)
  return (error, incident) => {
    const {
      name,
      message = '',
      stack = '',
      code,
      constraint_name: constraint,
    } = (error ?? {}) as Partial<Error> & { code?: string; constraint_name?: string }
    // The stack begins with the message, which may have several lines.
    const frames = stack
      .slice(stack.indexOf(message) + message.length)
      .split('\n')
      .filter((line) => /^ +at /.test(line))
    const spoken = own.test(frames[0] ?? '') ? { message } : {}
    log.error({ incident, name, code, constraint, at: frames.slice(0, 7).join('\n'), ...spoken }, 'incident')
  }
}

import type { FastifyRequest } from 'fastify'

const loopback = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])
const loopbackNames = new Set(['127.0.0.1', 'localhost', '[::1]'])
/** What a forwarder says of those for whom it asks; nobody on the machine itself says so. */
const forwarding = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip']

/**
 * Whether somebody on the machine itself asks, while the server is reached under a loopback address. The name is checked too: a foreign
 * page that points its own name at this machine gets nothing, and neither does whoever comes through a forwarder that runs here.
 */
export function fromThisMachine(request: FastifyRequest, publicUrl: string): boolean {
  return (
    loopback.has(request.ip) &&
    forwarding.every((name) => request.headers[name] === undefined) &&
    loopbackNames.has(hostOf(`http://${request.headers.host}`)) &&
    loopbackNames.has(hostOf(publicUrl))
  )
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : ''
}

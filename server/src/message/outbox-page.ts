import type { FastifyInstance } from 'fastify'
import { fromThisMachine } from '../kernel/from-this-machine.ts'
import { escapeHtml, page, pagePolicy } from '../kernel/page.ts'
import type { Outbox } from './message-gateway.ts'

const shown = 50

export interface OutboxPageOptions {
  /** Where people reach this server; the page exists only while that is this machine itself. */
  publicUrl(): string
  /** Waits for messages that are on their way. */
  settled(): Promise<void>
}

/**
 * The telephone of the sample city: on the machine itself, and only while the server is reached under a loopback address,
 * the newest messages can be read at /dev/outbox, as a page or as JSON.
 */
export function mountOutboxPage(app: FastifyInstance, outbox: Outbox, options: OutboxPageOptions): void {
  app.get('/dev/outbox', { schema: { hide: true } as object }, async (request, reply) => {
    if (!fromThisMachine(request, options.publicUrl())) return reply.callNotFound()
    await options.settled()
    const messages = await outbox.newest(shown)
    if (request.headers.accept?.includes('application/json')) return { messages }
    const rows = messages.map(
      ({ at, recipient, use, text }) =>
        `<tr><td>${escapeHtml(at)}</td><td>${escapeHtml(recipient)}</td><td>${escapeHtml(use)}</td><td>${escapeHtml(text)}</td></tr>`,
    )
    return reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', pagePolicy)
      .send(
        page(
          '短信发件箱 Outbox',
          `<h1>短信发件箱 · Outbox</h1><table><tr><th>时间 at</th><th>收件人 to</th><th>用途 use</th><th>内容 text</th></tr>${rows.join('')}</table>`,
        ),
      )
  })
}

import { mask } from '@yika/core/access/personal-field.ts'
import type { Instant } from '@yika/core/calendar/instant.ts'
import type { Custodian } from '../kernel/custody/custodian.ts'
import type { Database } from '../kernel/database/database.ts'
import { newId } from '../kernel/identifier.ts'

/** A short message to one person. */
export interface Message {
  readonly personId: string
  readonly phone: string
  /** What the message is for: `sign-in`, `enable-card`, a notice. */
  readonly use: string
  readonly text: string
  /** Sending again under the same identifier sends nothing; a fresh one when absent. */
  readonly messageId?: string
}

/** The way to a person's telephone. */
export interface MessageGateway {
  send(message: Message): Promise<void>
}

export interface OutboxMessage {
  readonly messageId: string
  readonly at: Instant
  readonly use: string
  readonly recipient: string
  readonly text: string
}

export interface Outbox extends MessageGateway {
  /** The newest messages, opened; for the local page and for the agent of the network. */
  newest(most: number): Promise<readonly OutboxMessage[]>
}

/** Writes messages into a table, sealed, from which the operator's agent hands them to the telephone network. */
export function createOutbox(db: Database, custodian: Custodian, clock: () => Instant): Outbox {
  const place = (messageId: string) => ({ table: 'message_outbox', column: 'sealed', row: messageId })
  return {
    async send({ personId, phone, use, text, ...given }) {
      const at = clock()
      const messageId = given.messageId ?? newId(Date.parse(at))
      const sealed = custodian.sealShared(place(messageId), Buffer.from(JSON.stringify({ phone, text })))
      await db`
        insert into message_outbox (person_id, message_id, at, use, recipient, sealed)
        values (${personId}, ${messageId}, ${at}, ${use}, ${mask('phone', phone)}, ${Buffer.from(sealed)})
        on conflict do nothing`
    },
    async newest(most) {
      const rows = await db<{ messageId: string; at: Instant; use: string; recipient: string; sealed: Buffer }[]>`
        select message_id, at, use, recipient, sealed from message_outbox order by at desc, message_id desc limit ${most}`
      return rows.map(({ sealed, ...row }) => {
        const opened = Buffer.from(custodian.openShared(place(row.messageId), sealed)).toString()
        return { ...row, text: (JSON.parse(opened) as { text: string }).text }
      })
    },
  }
}

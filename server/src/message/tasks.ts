import { openText } from '../holder/sealing.ts'
import { personsByIds } from '../holder/store.ts'
import type { Custodian } from '../kernel/custody/custodian.ts'
import type { Database } from '../kernel/database/database.ts'
import type { TaskHandler } from '../kernel/tasks.ts'
import type { MessageGateway } from './message-gateway.ts'
import { isNotice, type NoticeFacts, noticeText } from './notice.ts'

export interface MessageTaskParts {
  readonly db: Database
  readonly custodian: Custodian
  readonly outbox: MessageGateway
}

/** Messages to holders: at least once from the queue, exactly once in the outbox, under the identifier of the task. */
export function messageTasks({ db, custodian, outbox }: MessageTaskParts): readonly TaskHandler[] {
  /** Nobody without a telephone, and no dead person, is written to. */
  async function tell(personId: string, use: string, text: string, messageId: string): Promise<void> {
    const person = (await personsByIds(db, [personId])).get(personId)
    const sealed = person?.sealed.phone ?? null
    if (person === undefined || person.lifeStatus === 'deceased' || sealed === null) return
    const phone = openText(custodian, person, 'phone', sealed)
    await outbox.send({ personId, phone, use, text, messageId })
  }
  return [
    {
      queue: 'tell-holder',
      async handle(data, taskId) {
        const { notice, personId, ...facts } = data as NoticeFacts & { notice: string; personId: string }
        if (!isNotice(notice)) throw new Error(`no words for the notice ${notice}`)
        await tell(personId, notice, noticeText(notice, facts), taskId)
      },
    },
    {
      queue: 'send-one-time-code',
      async handle(data, taskId) {
        const { personId, codeId, sealedCode, use } = data as Readonly<
          Record<'personId' | 'codeId' | 'sealedCode' | 'use', string>
        >
        const place = { table: 'task', column: 'one-time-code', row: codeId }
        const code = Buffer.from(custodian.openShared(place, Buffer.from(sealedCode, 'base64'))).toString()
        await tell(personId, use, `【社会保障卡】验证码${code}，请勿告诉任何人，工作人员不会索要。`, taskId)
      },
    },
  ]
}

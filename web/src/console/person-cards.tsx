import type { CardView } from '@yika/core/card/card-view.ts'
import { type LockReason, lockReasons } from '@yika/core/card/lock-card.ts'
import { useState } from 'react'
import { useSession } from '../client/client-context.tsx'
import { useMay } from '../client/may.ts'
import { useAsk } from '../client/use-calls.ts'
import { Asked } from '../ui/asked.tsx'
import { CardFace } from '../ui/card-face.tsx'
import { Empty } from '../ui/empty.tsx'
import { SelectField, TextField } from '../ui/field.tsx'
import { createWords, useSaid, useSay } from '../ui/words.ts'
import { Deed } from './deed.tsx'

const words = createWords('person-cards', {
  zh: {
    title: '名下社会保障卡',
    none: '此人名下没有社会保障卡。',
    lock: '锁定',
    lockWhat: '该卡的社会保障功能立即停用；解锁须由两位工作人员先后办理。',
    locked: '已锁定。',
    reason: '原因',
    pick: '请选择',
    pickMissing: '请选择原因。',
    'suspected-misuse': '疑似冒用',
    'identity-doubt': '身份存疑',
    'court-order': '法院决定',
    'authority-request': '主管机关要求',
    ask: '申请解锁',
    askWhat: '登记解锁理由，由另一位工作人员批准后解锁；在此之前该卡仍停用。',
    askReason: '解锁理由（不写姓名和号码）',
    askMissing: '请写明解锁理由。',
    asked: '已申请解锁，等待第二人批准。',
    unlock: '批准解锁',
    unlockWhat: '您确认理由成立。解锁后持卡人须重新启用社会保障功能。',
    unlocked: '已解锁，持卡人须重新启用。',
    own: '由您申请解锁：须由另一位工作人员批准（第九条）。',
  },
  en: {
    title: 'Cards of this person',
    none: 'There is no card in the name of this person.',
    lock: 'Lock',
    lockWhat: 'The social-security function stops at once; to unlock it takes two officers, one after the other.',
    locked: 'Locked.',
    reason: 'Reason',
    pick: 'Choose',
    pickMissing: 'Choose a reason.',
    'suspected-misuse': 'suspected misuse',
    'identity-doubt': 'doubt about the identity',
    'court-order': 'order of a court',
    'authority-request': 'request of an authority',
    ask: 'Ask to unlock',
    askWhat: 'The reason is recorded and a second officer approves; until then the card stays locked.',
    askReason: 'Why it can be unlocked (no names or numbers)',
    askMissing: 'Enter the reason.',
    asked: 'Asked; a second person has to approve.',
    unlock: 'Approve unlocking',
    unlockWhat: 'You confirm the reason. The holder has to enable the function again.',
    unlocked: 'Unlocked; the holder enables it again.',
    own: 'You asked to unlock it: another officer has to approve (Article 9).',
  },
})

interface PersonCardsProps {
  readonly personId: string
  readonly caseId: string
  readonly onDone: (text: string) => void
}

export function PersonCards({ personId, caseId, onDone }: PersonCardsProps) {
  const say = useSay(words)
  const may = useMay()
  const asked = useAsk(
    'card/cards-of-person',
    may('card/cards-of-person') && may('card/lock-card') ? { personId, purpose: 'application', caseId } : undefined,
  )
  if (!may('card/lock-card')) return null
  return (
    <section className="stack">
      <h2>{say('title')}</h2>
      <Asked of={asked}>
        {({ cards }) =>
          cards.length === 0 ? (
            <Empty text={say('none')} />
          ) : (
            <div className="cards">
              {cards.map((card) => (
                <CardPanel key={card.cardId} card={card} caseId={caseId} onDone={onDone} />
              ))}
            </div>
          )
        }
      </Asked>
    </section>
  )
}

interface CardPanelProps {
  readonly card: CardView
  readonly caseId: string
  readonly onDone: (text: string) => void
}

function CardPanel({ card, caseId, onDone }: CardPanelProps) {
  const say = useSay(words)
  const said = useSaid()
  const may = useMay()
  const own = useSession()?.staffId === card.unlockRequestedBy
  const [reason, setReason] = useState<LockReason | ''>('')
  const [why, setWhy] = useState('')
  const { personId, cardId, actions } = card
  const status = useAsk('card/card-status', { personId, cardId, purpose: 'application', caseId })
  return (
    <article className="panel">
      <CardFace card={card} />
      <Asked of={status}>{({ headline }) => <p>{said(headline)}</p>}</Asked>
      <div className="row actions">
        {actions.includes('lock-card') && (
          <Deed
            name="card/lock-card"
            look="grave"
            label={say('lock')}
            consequence={say('lockWhat')}
            input={() => (reason === '' ? say('pickMissing') : { personId, cardId, reason })}
            onDone={() => onDone(say('locked'))}
          >
            <SelectField
              label={say('reason')}
              value={reason}
              any={say('pick')}
              options={lockReasons.map((value) => ({ value, label: say(value) }))}
              onValue={setReason}
            />
          </Deed>
        )}
        {actions.includes('request-unlock') && card.unlockRequestedBy === null && may('card/request-unlock') && (
          <Deed
            name="card/request-unlock"
            label={say('ask')}
            consequence={say('askWhat')}
            input={() => (why.trim() === '' ? say('askMissing') : { personId, cardId, reason: why.trim() })}
            onDone={() => onDone(say('asked'))}
          >
            <TextField label={say('askReason')} value={why} maxLength={200} onValue={setWhy} />
          </Deed>
        )}
        {actions.includes('unlock-card') && may('card/unlock-card') && !own && (
          <Deed
            name="card/unlock-card"
            look="main"
            label={say('unlock')}
            consequence={say('unlockWhat')}
            input={() => ({ personId, cardId })}
            onDone={() => onDone(say('unlocked'))}
          />
        )}
      </div>
      {actions.includes('unlock-card') && own && <p className="quiet">{say('own')}</p>}
    </article>
  )
}

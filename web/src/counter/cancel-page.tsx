import type { CardView } from '@yika/core/card/card-view.ts'
import { useState } from 'react'
import { useDo } from '../client/use-calls.ts'
import { CardFace } from '../ui/card-face.tsx'
import { Choice } from '../ui/choice.tsx'
import { createWords, useSay } from '../ui/words.ts'
import { DeedDone } from './deed-done.tsx'
import { DeedPage } from './deed-page.tsx'
import { VisitCase } from './visit-case.tsx'

const words = createWords('counter-cancel', {
  zh: {
    title: '注销社会保障卡',
    submit: '注销此卡',
    reason: '注销原因',
    'holder-request': '本人（监护人）要求注销',
    death: '持卡人已登记死亡',
    'moved-away': '已登记迁出本市',
    duplicate: '此人另有一张卡，重复',
    final: '社会保障功能立即终止，不能恢复；以后需要时须重新申领。',
    account: '银行账户不会自动销户，由发卡银行按其规定处理。',
    confirm: '已与到访人确认，知晓不能恢复',
    done: '此卡已注销',
    lead: '社会保障功能已终止。',
    bank: '此卡有银行账户：已通知发卡银行办理销户，请提示到访人。',
    take: '请收回卡片并剪角。',
  },
  en: {
    title: 'Cancel the card',
    submit: 'Cancel this card',
    reason: 'Why',
    'holder-request': 'The holder (or guardian) asks for it',
    death: 'The holder is recorded as deceased',
    'moved-away': 'The holder is recorded as having moved away',
    duplicate: 'The person has another card; this one is a duplicate',
    final: 'The social-security function ends at once and for good; a new card has to be applied for.',
    account: 'The bank account is not closed by this; the issuing bank does that by its own rules.',
    confirm: 'Confirmed with the visitor, who knows that it is final',
    done: 'The card is cancelled',
    lead: 'The social-security function has ended.',
    bank: 'There is a bank account: the issuing bank has been told to close it. Tell the visitor.',
    take: 'Take the card back and cut its corner.',
  },
})

const reasons = ['holder-request', 'death', 'moved-away', 'duplicate'] as const

export function CancelPage() {
  const say = useSay(words)
  return <VisitCase title={say('title')}>{(card) => <Deed card={card} />}</VisitCase>
}

function Deed({ card }: { readonly card: CardView }) {
  const say = useSay(words)
  const cancel = useDo('card/cancel-card')
  const [reason, setReason] = useState<(typeof reasons)[number]>('holder-request')
  const [confirmed, setConfirmed] = useState(false)
  const { personId, cardId } = card
  if (cancel.isSuccess)
    return (
      <DeedDone
        title={say('done')}
        lead={say('lead')}
        next={[...(cancel.data.bankClosesAccount ? [say('bank')] : []), say('take')]}
      />
    )
  return (
    <DeedPage
      title={say('title')}
      of={{ deed: 'cancel', card }}
      submit={say('submit')}
      effects={[say('final'), say('account')]}
      grave
      busy={cancel.isPending}
      error={cancel.error}
      ready={confirmed}
      onSubmit={() => cancel.mutate({ personId, cardId, reason })}
    >
      <CardFace card={card} />
      <Choice
        legend={say('reason')}
        value={reason}
        options={reasons.map((value) => ({ value, label: say(value) }))}
        onValue={setReason}
      />
      <label className="check">
        <input type="checkbox" checked={confirmed} onChange={({ target }) => setConfirmed(target.checked)} />
        {say('confirm')}
      </label>
    </DeedPage>
  )
}

import { Link } from '@tanstack/react-router'
import { useAsk } from '../client/use-calls.ts'
import { Asked } from '../ui/asked.tsx'
import { CardFace } from '../ui/card-face.tsx'
import { ResultPage } from '../ui/result-page.tsx'
import { createWords, useSay } from '../ui/words.ts'
import { RateService } from './rate-service.tsx'

const words = createWords('card-enabled', {
  zh: {
    title: '社会保障功能已启用',
    lead: '现在就可以持卡就医结算、领取待遇。',
    old: '旧卡的社会保障功能已同时停用，请把旧卡剪角后妥善处理。',
    finance: '需要使用银行账户的，请持身份证件到发卡银行网点激活金融功能。',
    pin: '请尽快修改初始密码。',
    cards: '查看我的卡',
  },
  en: {
    title: 'The social-security function is on',
    lead: 'You can use the card for medical settlement and benefits from now on.',
    old: 'The social-security function of the old card ended at this moment: cut it and put it away safely.',
    finance: 'To use the bank account, have the financial function activated at the bank with your identity document.',
    pin: 'Change the first PIN soon.',
    cards: 'See my cards',
  },
})

interface CardEnabledProps {
  readonly personId: string
  readonly cardId: string
  readonly endedOld: boolean
}

export function CardEnabled({ personId, cardId, endedOld }: CardEnabledProps) {
  const say = useSay(words)
  return (
    <ResultPage
      foot={<RateService personId={personId} operation="enable-social" />}
      title={say('title')}
      lead={say('lead')}
      next={[...(endedOld ? [say('old')] : []), say('pin'), say('finance')]}
    >
      <Asked of={useAsk('card/card', { personId, cardId, purpose: 'own-affairs' })}>
        {(card) => <CardFace card={card} />}
      </Asked>
      <p className="no-print">
        <Link to="/">{say('cards')}</Link>
      </p>
    </ResultPage>
  )
}

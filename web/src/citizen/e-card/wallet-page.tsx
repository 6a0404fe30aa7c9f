import { Link } from '@tanstack/react-router'
import { useAsk, useDo } from '../../client/use-calls.ts'
import { Asked } from '../../ui/asked.tsx'
import { Button } from '../../ui/button.tsx'
import { useMoments } from '../../ui/moment.ts'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { QrCode } from '../../ui/qr-code.tsx'
import { createWords, useSay } from '../../ui/words.ts'
import { useActing } from '../acting.ts'
import { useNow } from './use-now.ts'
import './e-card.css'

const words = createWords('e-card-wallet', {
  zh: {
    title: '存入手机钱包',
    lead: '支持可验证凭证的手机钱包可以保存一份社会保障卡凭证，出示时由您选择给对方看哪几项。',
    how: '凭证跟随社会保障卡：挂失、注销后，验证方立即可以查到它已失效。',
    begin: '生成领取二维码',
    again: '重新生成',
    scan: '用钱包扫描',
    qr: '凭证领取二维码',
    open: '在这部手机的钱包中打开',
    after: '钱包要求时，输入下面的领取码：',
    until: '{{at}} 前有效，只能领取一次。',
    alone: '领取码只给自己看：不要和二维码一起发给别人。',
    over: '这次领取邀请已过期，请重新生成。',
    taken: '这次邀请已被领取或已过期。如果不是您本人领取的，请立即挂失并拨打 96066。',
    back: '返回电子社保卡',
  },
  en: {
    title: 'Add to a wallet',
    lead: 'A wallet for verifiable credentials can hold a credential of your card; you choose each time what of it is shown.',
    how: 'It follows the card: after a loss or cancellation whoever verifies it sees at once that it counts no more.',
    begin: 'Make the code for the wallet',
    again: 'Make a new one',
    scan: 'Scan it with the wallet',
    qr: 'Code by which a wallet fetches the credential',
    open: 'Open it in the wallet of this telephone',
    after: 'When the wallet asks, enter this code:',
    until: 'Good until {{at}}, and once.',
    alone: 'The code is for you alone: never send it together with the picture.',
    over: 'This offer has run out: make a new one.',
    taken: 'This offer was taken or has run out. If it was not you, report the loss of the card and call 96066.',
    back: 'Back to the e-card',
  },
})

/** Article 2: the offer for a wallet (OpenID4VCI); what the picture says is worth nothing without the code beside it. */
export function WalletPage() {
  const say = useSay(words)
  const { personId } = useActing()
  const offer = useDo('e-card/offer-credential')
  return (
    <Page title={say('title')} lead={say('lead')} narrow key={personId}>
      <p>{say('how')}</p>
      {offer.error !== null && <ProblemNotice error={offer.error} />}
      {offer.data !== undefined && <Offer personId={personId} offerId={offer.data.offerId} />}
      <p className="row actions">
        <Button
          {...(offer.data === undefined ? { look: 'main' as const } : {})}
          busy={offer.isPending}
          onClick={() => offer.mutate({ personId })}
        >
          {say(offer.data === undefined ? 'begin' : 'again')}
        </Button>
      </p>
      <p>
        <Link to="/e-card">{say('back')}</Link>
      </p>
    </Page>
  )
}

function Offer({ personId, offerId }: { readonly personId: string; readonly offerId: string }) {
  const say = useSay(words)
  const moments = useMoments()
  const now = useNow()
  const asked = useAsk('e-card/credential-offer', { personId, offerId, purpose: 'own-affairs' })
  if (asked.error?.problem.code === 'credential-offer-ended') return <Notice tone="warn" title={say('taken')} />
  return (
    <Asked of={asked}>
      {({ offer, transactionCode, until }) =>
        Date.parse(until) <= now ? (
          <Notice tone="warn" title={say('over')} />
        ) : (
          <section className="panel" aria-label={say('scan')}>
            <h2>{say('scan')}</h2>
            <div className="e-card-light">
              <QrCode text={offer} label={say('qr')} correction="L" />
              <p>
                <a href={offer}>{say('open')}</a>
              </p>
            </div>
            <p>{say('after')}</p>
            <p className="number e-card-transaction">{transactionCode}</p>
            <p>{say('until', { at: moments.at(until) })}</p>
            <p className="small">{say('alone')}</p>
          </section>
        )
      }
    </Asked>
  )
}

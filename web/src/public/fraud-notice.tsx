import { Notice } from '../ui/notice.tsx'
import { createWords, useSay } from '../ui/words.ts'
import { useHotline } from './use-hotline.ts'

const words = createWords('fraud-notice', {
  zh: {
    title: '谨防诈骗',
    text: '人社部门不会以短信、电话或链接索要密码、验证码和银行卡号。收到此类信息，请不要点击，不要转账。',
    call: '拿不准就打',
  },
  en: {
    title: 'Beware of fraud',
    text: 'The bureau never asks for a PIN, a code or an account by message, call or link. If somebody does, do not follow the link and do not pay.',
    call: 'When in doubt call',
  },
})

/** Article 12 (M12.8). */
export function FraudNotice() {
  const say = useSay(words)
  const hotline = useHotline()
  return (
    <Notice tone="warn" title={say('title')}>
      <p>{say('text')}</p>
      {hotline !== undefined && (
        <p>
          {say('call')} <a href={`tel:${hotline}`}>{hotline}</a>
        </p>
      )}
    </Notice>
  )
}

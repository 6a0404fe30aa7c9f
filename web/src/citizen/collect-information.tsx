import { accessibilityWords } from '../ui/accessibility-words.ts'
import { Asked } from '../ui/asked.tsx'
import { Facts } from '../ui/facts.tsx'
import { openingLines } from '../ui/opening-hours.ts'
import { createWords, useLanguage, useSaid, useSay } from '../ui/words.ts'
import { useOutlet } from './use-outlet.ts'

const words = createWords('collect-information', {
  zh: {
    title: '领卡网点',
    name: '网点',
    address: '地址',
    phone: '电话',
    hours: '营业时间',
    accessible: '无障碍',
    bring: '请带上本人身份证件；为孩子领卡的，带上监护人和孩子的证件。',
  },
  en: {
    title: 'Where to collect it',
    name: 'Outlet',
    address: 'Address',
    phone: 'Phone',
    hours: 'Hours',
    accessible: 'Accessibility',
    bring: 'Bring your identity document; for a child, the guardian’s and the child’s.',
  },
})

/** Where to go and what to bring. */
export function CollectInformation({ bankId, outletId }: { readonly bankId: string; readonly outletId: string }) {
  const say = useSay(words)
  const said = useSaid()
  const language = useLanguage()
  return (
    <section className="stack" aria-label={say('title')}>
      <h2>{say('title')}</h2>
      <Asked of={useOutlet(bankId, outletId)}>
        {({ outlets: [outlet] }) =>
          outlet !== undefined && (
            <Facts
              of={[
                [say('name'), language === 'en' && outlet.name.en !== null ? outlet.name.en : outlet.name.zh],
                [
                  say('address'),
                  <span key="address" lang="zh-CN">
                    {outlet.address}
                  </span>,
                ],
                [
                  say('phone'),
                  outlet.phone && (
                    <a key="phone" href={`tel:${outlet.phone}`}>
                      {outlet.phone}
                    </a>
                  ),
                ],
                [say('hours'), openingLines(outlet.openingHours, language).map((line) => <p key={line}>{line}</p>)],
                [
                  say('accessible'),
                  outlet.accessibility
                    .map((mark) => said(accessibilityWords[mark]))
                    .join(language === 'zh' ? '、' : ', '),
                ],
              ]}
            />
          )
        }
      </Asked>
      <p>{say('bring')}</p>
    </section>
  )
}

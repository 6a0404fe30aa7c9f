import './home.css'
import { Link } from '@tanstack/react-router'
import { Page } from '../ui/page.tsx'
import { createWords, useSay } from '../ui/words.ts'
import { FraudNotice } from './fraud-notice.tsx'
import { GuideList } from './guide-list.tsx'
import { useHotline } from './use-hotline.ts'

const words = createWords('public-home', {
  zh: {
    title: '社会保障卡服务',
    lead: '申领、启用、挂失、补换、注销，一处办理。',
    wanted: '最常用',
    loss: '卡丢了？马上挂失',
    lossAbout: '登录后三步完成，即时生效，并得到回执',
    lossCall: '不方便上网，请拨打',
    apply: '申领社会保障卡',
    applyAbout: '给自己或孩子申领，补卡、换卡也在这里',
    follow: '查办理进度',
    followAbout: '到哪一步了，承诺哪天办结',
    outlets: '找网点',
    outletsAbout: '地址、时间、即时制卡、无障碍设施',
    services: '一张卡能办什么',
    servicesAbout: '八个领域的全部服务、条件和费用',
    eCard: '电子社保卡',
    eCardAbout: '绑定手机，出示二维码',
    verify: '回执验真',
    verifyAbout: '扫码或输入，辨别回执真假',
    measures: '管理办法',
    measuresAbout: '十八条逐条说明，系统为此做了什么',
    figures: '时限与费用',
    figuresAbout: '现行规则的每一个数字和出处',
    help: '帮助与反馈',
    helpAbout: '大字版、上门服务、意见建议',
    guide: '办事指南',
    more: '了解与核实',
  },
  en: {
    title: 'Social security card services',
    lead: 'Apply, enable, report a loss, replace, cancel: all in one place.',
    wanted: 'Most wanted',
    loss: 'Card lost? Stop it now',
    lossAbout: 'Three taps after signing in; works at once, with a receipt',
    lossCall: 'Not on line? Call',
    apply: 'Apply for a card',
    applyAbout: 'For yourself or your child; replacement and exchange too',
    follow: 'Follow an application',
    followAbout: 'How far it is and the day we promised',
    outlets: 'Find an outlet',
    outletsAbout: 'Addresses, hours, cards made on the spot, accessibility',
    services: 'What one card opens',
    servicesAbout: 'Every service in eight fields, for whom and at what price',
    eCard: 'E-card',
    eCardAbout: 'Bind your telephone, show a code',
    verify: 'Verify a receipt',
    verifyAbout: 'By its code: is it ours and what does it say',
    measures: 'The Measures',
    measuresAbout: 'Eighteen articles in plain words, and what the system does for each',
    figures: 'Time limits and fees',
    figuresAbout: 'Every figure of the rules in force and where it comes from',
    help: 'Help and feedback',
    helpAbout: 'Large type, home visits, your opinion',
    guide: 'Service guide',
    more: 'Understand and check',
  },
})

export function HomePage() {
  const say = useSay(words)
  const hotline = useHotline()
  return (
    <Page title={say('title')} lead={say('lead')}>
      <section className="stack">
        <h2 className="unseen">{say('wanted')}</h2>
        <ul className="grid doors">
          <li className="panel door door-grave">
            <a href="/me">{say('loss')}</a>
            <p className="quiet">{say('lossAbout')}</p>
          </li>
          <li className="panel door">
            <a href="/me/apply">{say('apply')}</a>
            <p className="quiet">{say('applyAbout')}</p>
          </li>
          <li className="panel door">
            <a href="/me/applications">{say('follow')}</a>
            <p className="quiet">{say('followAbout')}</p>
          </li>
          <li className="panel door">
            <Link to="/outlets">{say('outlets')}</Link>
            <p className="quiet">{say('outletsAbout')}</p>
          </li>
          <li className="panel door">
            <Link to="/services">{say('services')}</Link>
            <p className="quiet">{say('servicesAbout')}</p>
          </li>
          <li className="panel door">
            <a href="/me/e-card">{say('eCard')}</a>
            <p className="quiet">{say('eCardAbout')}</p>
          </li>
        </ul>
        {hotline !== undefined && (
          <p>
            {say('lossCall')} <a href={`tel:${hotline}`}>{hotline}</a>
          </p>
        )}
      </section>
      <FraudNotice />
      <section className="stack">
        <h2>{say('guide')}</h2>
        <GuideList />
      </section>
      <section className="stack">
        <h2>{say('more')}</h2>
        <ul className="grid doors">
          {(['verify', 'measures', 'figures', 'help'] as const).map((page) => (
            <li className="panel door" key={page}>
              <Link to={`/${page}`}>{say(page)}</Link>
              <p className="quiet">{say(`${page}About`)}</p>
            </li>
          ))}
        </ul>
      </section>
    </Page>
  )
}

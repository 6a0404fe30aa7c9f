import { Link } from '@tanstack/react-router'
import { Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { createWords, useSay } from '../ui/words.ts'
import { GuideList } from './guide-list.tsx'

const words = createWords('public-home', {
  zh: {
    title: '社会保障卡服务',
    lead: '申领、启用、挂失、补换、注销，一处办理。',
    mine: '我的卡',
    mineAbout: '查看状态、进度，办理挂失',
    loss: '卡丢了？马上挂失',
    lossAbout: '登录后三步完成，即时生效，并得到回执',
    outlets: '找网点',
    outletsAbout: '地址、时间、即时制卡、无障碍设施',
    guide: '办事指南',
    fraudTitle: '谨防诈骗',
    fraud: '人社部门不会以短信、电话或链接索要密码和银行卡号。收到此类信息请拨打 96066 核实。',
  },
  en: {
    title: 'Social security card services',
    lead: 'Apply, enable, report a loss, replace, cancel: all in one place.',
    mine: 'My cards',
    mineAbout: 'State and progress, and reporting a loss',
    loss: 'Card lost? Stop it now',
    lossAbout: 'Three taps after signing in; works at once, with a receipt',
    outlets: 'Find an outlet',
    outletsAbout: 'Addresses, hours, cards made on the spot, accessibility',
    guide: 'Service guide',
    fraudTitle: 'Beware of fraud',
    fraud: 'The bureau never asks for a PIN or an account by message, call or link. If somebody does, call 96066.',
  },
})

export function HomePage() {
  const say = useSay(words)
  return (
    <Page title={say('title')} lead={say('lead')}>
      <ul className="grid">
        <li className="panel door">
          <a href="/me">{say('mine')}</a>
          <p className="quiet">{say('mineAbout')}</p>
        </li>
        <li className="panel door">
          <a href="/me">{say('loss')}</a>
          <p className="quiet">{say('lossAbout')}</p>
        </li>
        <li className="panel door">
          <Link to="/outlets">{say('outlets')}</Link>
          <p className="quiet">{say('outletsAbout')}</p>
        </li>
      </ul>
      <section className="stack">
        <h2>{say('guide')}</h2>
        <GuideList />
      </section>
      <Notice tone="warn" title={say('fraudTitle')}>
        <p>{say('fraud')}</p>
      </Notice>
    </Page>
  )
}

import { Link } from '@tanstack/react-router'
import { Button } from '../ui/button.tsx'
import { Page } from '../ui/page.tsx'
import { setSimple, useSimple } from '../ui/simple-mode.ts'
import { createWords, useSay } from '../ui/words.ts'
import { FraudNotice } from './fraud-notice.tsx'
import { useHotline } from './use-hotline.ts'

const words = createWords('help', {
  zh: {
    title: '帮助与反馈',
    lead: '看不清、不会用、不满意，都可以在这里找到办法。',
    read: '看得更清楚',
    readAbout: '页面上方也可以随时切换大字版和语言，不会离开当前页面，下次打开仍然有效。',
    large: '切换到大字版',
    normal: '切换到标准版',
    people: '需要有人帮忙',
    visit: '行动不便的，可以预约上门服务，不必本人到网点。',
    face: '不想或不能刷脸的，可持身份证件到网点人工核验。',
    proxy: '家人可以受委托代办；未成年人由监护人办理，具体见办事指南。',
    call: '服务热线',
    outlets: '查找有无障碍设施的网点',
    feedback: '对办理结果有意见',
    rate: '在网上办完一件事，结果页上就可以评价（可不填）。评价由管理部门查看。',
    signIn: '登录，查看我的卡和办理结果',
    counter: '在网点办理的，可以当场向网点提出，也可以拨打服务热线。',
    appeal: '认为不予受理有误的，告知单上写明缺少什么、由哪个部门提供以及怎样提出异议。',
    statement: '无障碍声明',
    target: '本站按《Web内容无障碍指南》2.2 版 A、AA 级制作，中英文每一页都用程序检查，并用键盘和 320 像素窄屏走查。',
    map: '地图仅为示意，所有内容在列表中都有文字。',
    limits: '已知不足：外部机构提供的名称、地址可能只有中文；接口说明页供技术人员使用，篇幅较长。',
    tell: '遇到障碍请告诉我们，我们会先用别的方式把您的事办好，再改进页面。',
  },
  en: {
    title: 'Help and feedback',
    lead: 'Hard to read, hard to use, not content: here is what you can do.',
    read: 'Easier to read',
    readAbout:
      'Large type and language can be changed at the top of every page; you stay where you are, and it is remembered.',
    large: 'Change to large type',
    normal: 'Change to normal type',
    people: 'When you need somebody',
    visit: 'If you cannot come to an outlet, ask for a visit at home.',
    face: 'If you cannot or do not want to use face recognition, show your identity document at an outlet.',
    proxy: 'A relative may act for you with your mandate; for a child the guardian does. The service guide says how.',
    call: 'Hotline',
    outlets: 'Find an outlet with what you need',
    feedback: 'Not content with a result',
    rate: 'What you do on line ends with a page on which you can rate it, if you like. The department reads the ratings.',
    signIn: 'Sign in to my cards and results',
    counter: 'At an outlet say so on the spot, or call the hotline.',
    appeal: 'If you think a refusal is wrong: it names what is missing, which office can supply it and how to object.',
    statement: 'Accessibility',
    target:
      'This site is made to WCAG 2.2, levels A and AA. Every page is checked by a program in both languages, by keyboard alone and on a screen of 320 pixels.',
    map: 'The map is schematic; everything on it stands in the list in words.',
    limits:
      'Known to fall short: names and addresses from others may be in Chinese only; the API reference is for builders and long.',
    tell: 'Tell us where you are stuck: we do your business another way first, and mend the page then.',
  },
})

/** Article 12 (M12.5, M12.7): large type, help by people, feedback, and what the site promises to everybody. */
export function HelpPage() {
  const say = useSay(words)
  const simple = useSimple()
  const hotline = useHotline()
  return (
    <Page title={say('title')} lead={say('lead')} narrow>
      <section className="panel">
        <h2>{say('read')}</h2>
        <p>{say('readAbout')}</p>
        <p>
          <Button onClick={() => setSimple(!simple)}>{say(simple ? 'normal' : 'large')}</Button>
        </p>
      </section>
      <section className="panel">
        <h2>{say('people')}</h2>
        <ul>
          {(['visit', 'face', 'proxy'] as const).map((key) => (
            <li key={key}>{say(key)}</li>
          ))}
        </ul>
        {hotline !== undefined && (
          <p>
            {say('call')} <a href={`tel:${hotline}`}>{hotline}</a>
          </p>
        )}
        <p>
          <Link to="/outlets">{say('outlets')}</Link>
        </p>
      </section>
      <section className="panel">
        <h2>{say('feedback')}</h2>
        <ul>
          {(['rate', 'counter', 'appeal'] as const).map((key) => (
            <li key={key}>{say(key)}</li>
          ))}
        </ul>
        <p>
          <a className="button" href="/me">
            {say('signIn')}
          </a>
        </p>
      </section>
      <section className="panel">
        <h2>{say('statement')}</h2>
        {(['target', 'map', 'limits', 'tell'] as const).map((key) => (
          <p key={key}>{say(key)}</p>
        ))}
      </section>
      <FraudNotice />
    </Page>
  )
}

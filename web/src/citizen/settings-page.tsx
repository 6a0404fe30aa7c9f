import { Link } from '@tanstack/react-router'
import { useClient } from '../client/client-context.tsx'
import { Button } from '../ui/button.tsx'
import { Choice } from '../ui/choice.tsx'
import { changeLanguage } from '../ui/language.ts'
import { Page } from '../ui/page.tsx'
import { setSimple, useSimple } from '../ui/simple-mode.ts'
import { createWords, useLanguage, useSay } from '../ui/words.ts'
import { LeaveEverywhere } from './leave-everywhere.tsx'

const words = createWords('settings', {
  zh: {
    title: '设置',
    language: '语言',
    type: '文字和页面',
    normal: '标准版',
    large: '大字版',
    largeAbout: '字更大、线更清楚，首页只放最常用的几个大按钮',
    kept: '语言和大字版记在这台设备上，不上传。',
    mine: '我的资料',
    contact: '联系方式：电话和地址',
    family: '家人和代办',
    data: '我的信息',
    leave: '退出登录',
    leaveHere: '退出本设备',
  },
  en: {
    title: 'Settings',
    language: 'Language',
    type: 'Type and pages',
    normal: 'Normal',
    large: 'Large type',
    largeAbout: 'Larger letters, stronger lines, and a few large buttons for what is wanted most',
    kept: 'Language and type are kept on this device only.',
    mine: 'About me',
    contact: 'Contact data: phone and address',
    family: 'Family and proxies',
    data: 'My data',
    leave: 'Sign out',
    leaveHere: 'Sign out here',
  },
})

/** M12.5. */
export function SettingsPage() {
  const say = useSay(words)
  const language = useLanguage()
  const simple = useSimple()
  const { signIn } = useClient()
  return (
    <Page title={say('title')} narrow>
      <section className="panel">
        <Choice
          legend={say('language')}
          value={language}
          onValue={(value) => void changeLanguage(value)}
          options={[
            { value: 'zh', label: '中文' },
            { value: 'en', label: 'English' },
          ]}
        />
        <Choice
          legend={say('type')}
          value={simple ? 'large' : 'normal'}
          onValue={(value) => setSimple(value === 'large')}
          options={[
            { value: 'normal', label: say('normal') },
            { value: 'large', label: say('large'), about: say('largeAbout') },
          ]}
        />
        <p className="quiet small">{say('kept')}</p>
      </section>
      <section className="panel">
        <h2>{say('mine')}</h2>
        <ul>
          <li>
            <Link to="/contact">{say('contact')}</Link>
          </li>
          <li>
            <Link to="/family">{say('family')}</Link>
          </li>
          <li>
            <Link to="/data">{say('data')}</Link>
          </li>
        </ul>
      </section>
      <section className="panel">
        <h2>{say('leave')}</h2>
        <p>
          <Button onClick={() => signIn.leave()}>{say('leaveHere')}</Button>
        </p>
        <LeaveEverywhere />
      </section>
    </Page>
  )
}

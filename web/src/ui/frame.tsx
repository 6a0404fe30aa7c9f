import { Link, Outlet } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { KeyHelp } from './key-help.tsx'
import { changeLanguage } from './language.ts'
import { OfflineBanner } from './offline-banner.tsx'
import { setSimple, useSimple } from './simple-mode.ts'
import { createWords, useLanguage, useSay } from './words.ts'

const words = createWords('frame', {
  zh: {
    skip: '跳到正文',
    brand: '一卡 · 社会保障卡',
    nav: '主导航',
    simple: '大字版',
    normal: '标准版',
    hotline: '服务热线 96066（挂失全天受理，行动不便可预约上门）',
    fraud: '人社部门不会以短信、电话或链接索要密码和银行卡号。',
    builders: '接口说明',
  },
  en: {
    skip: 'Skip to the content',
    brand: 'Yika · Social security card',
    nav: 'Main',
    simple: 'Large type',
    normal: 'Normal type',
    hotline: 'Hotline 96066 (loss reports day and night; home visits on request)',
    fraud: 'The bureau never asks for a PIN or an account by message, call or link.',
    builders: 'API reference',
  },
})

interface FrameProps {
  /** Which portal this is, in the language that is read. */
  readonly portal: string
  readonly home: string
  readonly nav: readonly { readonly to: string; readonly label: string }[]
  /** A screen for people who sit at it all day: wide, with a list of keys. */
  readonly desk?: boolean
  /** What is said while there is no network, where it is something of its own. */
  readonly offline?: ReactNode
  /** Who is signed in, the button for leaving. */
  readonly tools?: ReactNode
  readonly children?: ReactNode
}

/** The frame of every page: the same things at the same places (WCAG 3.2.3, 3.2.6). */
export function Frame({ portal, home, nav, desk = false, offline, tools, children }: FrameProps) {
  const say = useSay(words)
  const language = useLanguage()
  const simple = useSimple()
  return (
    <div className={`frame ${desk ? 'frame-desk' : ''}`}>
      <a className="skip" href="#main">
        {say('skip')}
      </a>
      <header className="frame-head">
        <div className="frame-head-row">
          <a className="brand" href={home}>
            <span className="brand-seal" aria-hidden="true">
              卡
            </span>
            <span>{say('brand')}</span> <span className="brand-portal">{portal}</span>
          </a>
          <nav className="frame-nav" aria-label={say('nav')}>
            {nav.map(({ to, label }) => (
              <Link key={to} to={to} activeOptions={{ exact: to === '/' }}>
                {label}
              </Link>
            ))}
          </nav>
          <div className="frame-tools">
            {desk && <KeyHelp />}
            <button type="button" aria-pressed={simple} onClick={() => setSimple(!simple)}>
              {simple ? say('normal') : say('simple')}
            </button>
            <button
              type="button"
              lang={language === 'zh' ? 'en' : 'zh-CN'}
              onClick={() => void changeLanguage(language === 'zh' ? 'en' : 'zh')}
            >
              {language === 'zh' ? 'English' : '中文'}
            </button>
            {tools}
          </div>
        </div>
      </header>
      {offline ?? <OfflineBanner />}
      <main className="frame-main" id="main" tabIndex={-1}>
        {children ?? <Outlet />}
      </main>
      <footer className="frame-foot">
        <div className="frame-foot-row">
          <p>{say('hotline')}</p>
          <p>
            <strong>{say('fraud')}</strong>
          </p>
          <p>
            <a href="/docs">{say('builders')}</a>
          </p>
        </div>
      </footer>
    </div>
  )
}

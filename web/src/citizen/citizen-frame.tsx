import { Link, Outlet } from '@tanstack/react-router'
import { useSession } from '../client/client-context.tsx'
import { Frame } from '../ui/frame.tsx'
import { SignOutButton } from '../ui/sign-out-button.tsx'
import { SignedInOnly } from '../ui/signed-in-only.tsx'
import { createWords, useSay } from '../ui/words.ts'
import { ActingSwitch } from './acting-switch.tsx'

const words = createWords('citizen-frame', {
  zh: {
    portal: '市民',
    cards: '我的卡',
    eCard: '电子社保卡',
    applications: '我的申请',
    money: '资金',
    family: '家人',
    data: '我的信息',
    settings: '设置',
    title: '请先登录',
    lead: '用身份证件号码和手机验证码登录。已填写的内容会保留。',
    signIn: '登录',
    noPhone: '没有登记手机？请拨打 96066 挂失，或持身份证件到任一网点办理。',
  },
  en: {
    portal: 'Citizens',
    cards: 'My cards',
    eCard: 'E-card',
    applications: 'My applications',
    money: 'Money',
    family: 'Family',
    data: 'My data',
    settings: 'Settings',
    title: 'Please sign in',
    lead: 'With your identity number and a code on your phone. What you entered is kept.',
    signIn: 'Sign in',
    noPhone: 'No phone on record? Call 96066 to report a loss, or come to any outlet with your identity document.',
  },
})

export function CitizenFrame() {
  const say = useSay(words)
  const signedIn = useSession() !== undefined
  return (
    <Frame
      portal={say('portal')}
      home="/"
      nav={
        signedIn
          ? [
              { to: '/', label: say('cards') },
              { to: '/e-card', label: say('eCard') },
              { to: '/applications', label: say('applications') },
              { to: '/money', label: say('money') },
              { to: '/family', label: say('family') },
              { to: '/data', label: say('data') },
            ]
          : []
      }
      tools={
        <>
          {signedIn && <Link to="/settings">{say('settings')}</Link>}
          <SignOutButton />
        </>
      }
    >
      {signedIn && <ActingSwitch />}
      <Outlet />
    </Frame>
  )
}

export function CitizenGate() {
  const say = useSay(words)
  return (
    <SignedInOnly title={say('title')} lead={say('lead')} signIn={say('signIn')}>
      <p className="quiet">{say('noPhone')}</p>
    </SignedInOnly>
  )
}

import { ConfigProvider } from 'antd'
import en from 'antd/locale/en_US'
import zh from 'antd/locale/zh_CN'
import type { ReactNode } from 'react'
import { useSimple } from './simple-mode.ts'
import { useLanguage } from './words.ts'

/** The nonce that the server gave this page: styles that a component brings carry it, others are not applied. */
function nonceOfPage(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.content ?? ''
}

/** Ant Design for the counters and the console, in our colours and sizes: the tokens stay the one source. */
export function DeskTheme({ children }: { readonly children: ReactNode }) {
  const language = useLanguage()
  const simple = useSimple()
  const style = getComputedStyle(document.documentElement)
  const of = (token: string) => style.getPropertyValue(token).trim()
  return (
    <ConfigProvider
      locale={language === 'zh' ? zh : en}
      csp={{ nonce: nonceOfPage() }}
      wave={{ disabled: true }}
      theme={{
        token: {
          colorPrimary: of('--primary'),
          colorSuccess: of('--good'),
          colorWarning: of('--warn'),
          colorError: of('--bad'),
          colorTextBase: of('--ink'),
          colorTextPlaceholder: of('--ink-quiet'),
          colorTextDescription: of('--ink-quiet'),
          fontFamily: of('--font'),
          fontSize: simple ? 22 : 16,
          controlHeight: simple ? 60 : 44,
          borderRadius: 8,
          motion: !matchMedia('(prefers-reduced-motion: reduce)').matches,
        },
      }}
    >
      {children}
    </ConfigProvider>
  )
}

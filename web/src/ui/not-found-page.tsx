import { Page } from './page.tsx'
import { createWords, useSay } from './words.ts'

const words = createWords('not-found', {
  zh: {
    title: '没有这个页面',
    lead: '地址可能输错了，或页面已经移走。',
    next: '请检查地址，或从首页开始。页面不会要求您输入密码或银行卡号。',
    home: '回首页',
  },
  en: {
    title: 'There is no such page',
    lead: 'The address may be mistyped, or the page has moved.',
    next: 'Check the address or begin at the first page. No page of ours asks for a PIN or an account.',
    home: 'First page',
  },
})

/** An address that nobody lives at: says so and shows the way on. */
export function NotFoundPage() {
  const say = useSay(words)
  return (
    <Page title={say('title')} lead={say('lead')} narrow>
      <p>{say('next')}</p>
      <p>
        <a className="button button-main" href="/">
          {say('home')}
        </a>
      </p>
    </Page>
  )
}

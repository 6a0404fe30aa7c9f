import { Button } from './button.tsx'
import { Notice } from './notice.tsx'
import { Page } from './page.tsx'
import { createWords, useSay } from './words.ts'

const words = createWords('broken', {
  zh: {
    title: '页面没有打开',
    offline: '您的网络似乎断开了。已填写的内容仍在；网络恢复后请再试一次。',
    fault: '页面出了问题，已填写的内容仍在。请再试一次；仍不成功，请到任一网点或拨打服务热线办理。',
    again: '再试一次',
  },
  en: {
    title: 'The page did not open',
    offline: 'You seem to be off line. What you entered is kept; try again when the connection is back.',
    fault:
      'Something is wrong with the page; what you entered is kept. Try again; if it fails again, call the hotline or come to any outlet.',
    again: 'Try again',
  },
})

/** A page that could not be loaded or that broke: what is kept, and how to go on. */
export function BrokenPage() {
  const say = useSay(words)
  return (
    <Page title={say('title')} narrow>
      <Notice tone="bad">
        <p>{say(navigator.onLine ? 'fault' : 'offline')}</p>
      </Notice>
      <p>
        <Button look="main" onClick={() => location.reload()}>
          {say('again')}
        </Button>
      </p>
    </Page>
  )
}

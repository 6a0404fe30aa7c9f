import { type AnyRoute, createRouter, type ErrorComponentProps } from '@tanstack/react-router'
import { Button } from './button.tsx'
import { Loading } from './loading.tsx'
import { Notice } from './notice.tsx'
import { Page } from './page.tsx'
import { createWords, useSay } from './words.ts'

const words = createWords('portal-router', {
  zh: {
    nothing: '没有这个页面',
    nothingNext: '地址可能有误，或页面已更名。请从上方的导航进入。',
    broken: '页面出现故障',
    brokenNext: '您填写的内容仍在。请重新载入；仍不成功请拨打 96066。',
    reload: '重新载入',
  },
  en: {
    nothing: 'There is no such page',
    nothingNext: 'The address may be wrong, or the page has another name now. Begin with the links above.',
    broken: 'The page broke',
    brokenNext: 'What you entered is kept. Reload the page; if it breaks again call 96066.',
    reload: 'Reload',
  },
})

function NothingHere() {
  const say = useSay(words)
  return <Page title={say('nothing')} lead={say('nothingNext')} narrow />
}

/** A fault of ours, or a file of the page that could not be loaded. */
function Broken({ error }: ErrorComponentProps) {
  const say = useSay(words)
  return (
    <Page title={say('broken')} narrow>
      <Notice tone="bad" title={say('brokenNext')}>
        <p className="small quiet" lang="en">
          {error instanceof Error ? error.message : ''}
        </p>
      </Notice>
      <p>
        <Button look="main" onClick={() => location.reload()}>
          {say('reload')}
        </Button>
      </p>
    </Page>
  )
}

const pendingMs = 150

/** Progress that shows soon, an address that leads nowhere, a page that broke: alike in every portal. */
export function portalRouter(routeTree: AnyRoute, home: string) {
  return createRouter({
    routeTree,
    basepath: home,
    scrollRestoration: true,
    defaultPendingMs: pendingMs,
    defaultPendingComponent: Loading,
    defaultNotFoundComponent: NothingHere,
    defaultErrorComponent: Broken,
  })
}

import { useSyncExternalStore } from 'react'
import { createWords, useSay } from './words.ts'

const words = createWords('offline', {
  zh: { offline: '网络已断开。已填写的内容仍在，恢复后可继续。' },
  en: { offline: 'You are off line. What you entered is kept; go on when the connection is back.' },
})

function watch(listener: () => void): () => void {
  addEventListener('online', listener)
  addEventListener('offline', listener)
  return () => {
    removeEventListener('online', listener)
    removeEventListener('offline', listener)
  }
}

export function OfflineBanner() {
  const say = useSay(words)
  const online = useSyncExternalStore(watch, () => navigator.onLine)
  return <div role="status">{online ? null : <p className="offline">{say('offline')}</p>}</div>
}

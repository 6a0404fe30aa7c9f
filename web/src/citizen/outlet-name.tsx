import { useLanguage } from '../ui/words.ts'
import { useOutlet } from './use-outlet.ts'

/** Name and address of an outlet in a line. */
export function OutletName({ bankId, outletId }: { readonly bankId: string; readonly outletId: string }) {
  const language = useLanguage()
  const outlet = useOutlet(bankId, outletId).data?.outlets[0]
  if (outlet === undefined) return null
  const english = language === 'en' && outlet.name.en !== null
  return (
    <>
      <span lang={english ? 'en' : 'zh-CN'}>{english ? outlet.name.en : outlet.name.zh}</span>{' '}
      <span lang="zh-CN">{outlet.address}</span>
    </>
  )
}

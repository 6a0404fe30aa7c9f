import { useRead } from '../client/use-calls.ts'
import { createWords, useSaid, useSay } from '../ui/words.ts'

const words = createWords('place-name', {
  zh: { own: '本网点', 'bureau-store': '市局卡库', other: '{{place}}' },
  en: { own: 'this outlet', 'bureau-store': 'store of the bureau', other: '{{place}}' },
})

const uuid = /^[0-9a-f-]{36}$/

/** Where blanks come from or go to, by name. */
export function PlaceName({ placeId, own }: { readonly placeId: string; readonly own: string }) {
  const say = useSay(words)
  if (placeId === own) return say('own')
  if (uuid.test(placeId)) return <OutletName outletId={placeId} />
  return placeId === 'bureau-store' ? say(placeId) : say('other', { place: placeId })
}

function OutletName({ outletId }: { readonly outletId: string }) {
  const said = useSaid()
  const { data } = useRead('bank/outlets', { outletId, limit: 1 })
  const [outlet] = data?.outlets ?? []
  return (
    <>
      {outlet === undefined ? outletId.slice(-8) : said({ zh: outlet.name.zh, en: outlet.name.en ?? outlet.name.zh })}
    </>
  )
}

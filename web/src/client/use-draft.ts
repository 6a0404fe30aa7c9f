import { useState } from 'react'

const prefix = 'yika.draft.'

/**
 * What somebody has entered, kept in this tab until it is done: an expired session, a reload or the back button takes
 * nothing away. Signing out clears it. Never for a PIN or a code.
 */
export function useDraft<Value>(name: string, initial: Value): readonly [Value, (value: Value) => void, () => void] {
  const place = prefix + name
  const [value, setValue] = useState<Value>(() => {
    const kept = sessionStorage.getItem(place)
    return kept === null ? initial : (JSON.parse(kept) as Value)
  })
  const change = (next: Value): void => {
    sessionStorage.setItem(place, JSON.stringify(next))
    setValue(next)
  }
  const done = (): void => sessionStorage.removeItem(place)
  return [value, change, done]
}

import { codePrefix } from '@yika/core/e-card/code.ts'
import { useEffect, useRef } from 'react'

/** Between two letters of a scanner less passes than between two of a person. */
const burstMs = 120
const codeLettersLeast = 16

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName)

/**
 * A scanner is a keyboard that types fast and ends in Enter, wherever the focus is: also while an answer is shown, or on a button that
 * its Enter would press. What begins in a field stays the field's.
 */
export function useScanner(onCode: (code: string) => void): void {
  const current = useRef(onCode)
  current.current = onCode
  useEffect(() => {
    let letters = ''
    let last = 0
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey) return
      const running = letters !== '' && event.timeStamp - last < burstMs
      if (!running) letters = ''
      if (event.key.length === 1 && (running || !isField(event.target))) {
        letters += event.key
        last = event.timeStamp
        if (running) event.preventDefault()
        return
      }
      if (event.key === 'Enter' && running && letters.length >= codeLettersLeast) {
        event.preventDefault()
        event.stopPropagation()
        // The key with which somebody cleared the screen a moment ago is not part of it.
        current.current(letters.slice(Math.max(0, letters.indexOf(codePrefix))))
      }
      if (event.key !== 'Shift') letters = ''
    }
    addEventListener('keydown', onKey, true)
    return () => removeEventListener('keydown', onKey, true)
  }, [])
}

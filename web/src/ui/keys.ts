import { useLayoutEffect, useRef, useSyncExternalStore } from 'react'

export interface KeyBinding {
  /** As `KeyboardEvent.key` says it: `/`, `F4`, `Escape`. */
  readonly key: string
  readonly label: string
  run(): void
}

const place = 'yika.single-keys'
let bindings: readonly KeyBinding[] = []
const listeners = new Set<() => void>()

function tell(): void {
  for (const listener of listeners) listener()
}

const watch = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** All keys of the page as it stands, for the list behind `?`. */
export function useKnownKeys(): readonly KeyBinding[] {
  return useSyncExternalStore(watch, () => bindings)
}

/** WCAG 2.1.4: keys that are a mere character can be turned off. */
export function singleKeysWanted(): boolean {
  return localStorage.getItem(place) !== 'off'
}

export function wantSingleKeys(wanted: boolean): void {
  localStorage.setItem(place, wanted ? 'on' : 'off')
}

/** The keys of a page, as long as it is shown; the newest page wins. */
export function useKeys(wished: readonly KeyBinding[]): void {
  const current = useRef(wished)
  current.current = wished
  const signature = wished.map(({ key, label }) => `${key} ${label}`).join('\n')
  // Before it is painted: a key that is seen is a key that works.
  useLayoutEffect(() => {
    const own = signature === '' ? [] : signature.split('\n').map((_, index) => bindingAt(index))
    function bindingAt(index: number): KeyBinding {
      const { key = '', label = '' } = current.current[index] ?? {}
      return { key, label, run: () => current.current[index]?.run() }
    }
    bindings = [...own, ...bindings]
    tell()
    return () => {
      bindings = bindings.filter((binding) => !own.includes(binding))
      tell()
    }
  }, [signature])
}

const typing = new Set(['INPUT', 'TEXTAREA', 'SELECT'])

function onKey(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
  const target = event.target as HTMLElement
  const single = event.key.length === 1
  if (single && (typing.has(target.tagName) || target.isContentEditable || !singleKeysWanted())) return
  if (document.querySelector('dialog[open]') !== null) return
  const binding = bindings.find(({ key }) => key === event.key)
  if (binding === undefined) return
  event.preventDefault()
  binding.run()
}

export function startKeys(): void {
  addEventListener('keydown', onKey)
}

import { useSyncExternalStore } from 'react'

const place = 'yika.type'
const listeners = new Set<() => void>()

function isSimple(): boolean {
  return document.documentElement.dataset['type'] === 'large'
}

/** Larger type and stronger lines everywhere, and fewer things beside each other; kept on this device. */
export function setSimple(simple: boolean): void {
  if (simple) document.documentElement.dataset['type'] = 'large'
  else delete document.documentElement.dataset['type']
  localStorage.setItem(place, simple ? 'large' : 'normal')
  for (const listener of listeners) listener()
}

export function startSimpleMode(): void {
  if (localStorage.getItem(place) === 'large') setSimple(true)
}

export function useSimple(): boolean {
  return useSyncExternalStore((listener) => {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }, isSimple)
}

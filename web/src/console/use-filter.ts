import { useNavigate, useSearch } from '@tanstack/react-router'

/**
 * What a list or a figure is narrowed to stands in the address: it can be sent to a colleague, kept as a bookmark, and the
 * back button undoes it. Only codes and days, never a name.
 */
export function useFilter<Key extends string>(
  keys: readonly Key[],
): readonly [Readonly<Partial<Record<Key, string>>>, (change: Partial<Record<Key, string>>) => void] {
  const search = useSearch({ strict: false }) as Readonly<Record<string, unknown>>
  const navigate = useNavigate()
  const filter: Partial<Record<Key, string>> = {}
  for (const key of keys) {
    const value = search[key]
    if (value !== undefined && value !== '') filter[key] = String(value)
  }
  const change = (changed: Partial<Record<Key, string>>): void => {
    const next = Object.entries({ ...search, ...changed }).filter(([, value]) => value !== '' && value !== undefined)
    void navigate({ to: '.', search: Object.fromEntries(next) as never })
  }
  return [filter, change]
}

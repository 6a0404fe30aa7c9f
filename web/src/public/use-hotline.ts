import { useRead } from '../client/use-calls.ts'

/** The number that the rules in force name; undefined until it is known, or where they name none. */
export function useHotline(): string | undefined {
  const values = useRead('policy/policy-values', { prefix: 'contact.' }).data?.values
  const hotline = values?.find(({ key, scope }) => key === 'contact.hotline' && scope === 'city')
  return hotline === undefined ? undefined : String(hotline.value)
}

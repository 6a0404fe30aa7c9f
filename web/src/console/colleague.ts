import { useSession } from '../client/client-context.tsx'
import { createWords, useSay } from '../ui/words.ts'

const words = createWords('colleague', {
  zh: { own: '您本人', system: '系统', other: '工号尾 {{end}}' },
  en: { own: 'you', system: 'the system', other: 'staff …{{end}}' },
})

const endLength = 6

/** Who signed: oneself, the system, or a colleague by the end of the identifier. */
export function useColleague(): { readonly own: string | null; name(id: string | null): string | null } {
  const say = useSay(words)
  const own = useSession()?.staffId ?? null
  return {
    own,
    name(id) {
      if (id === null) return null
      if (id === own) return say('own')
      return id === 'system' ? say('system') : say('other', { end: id.slice(-endLength) })
    },
  }
}

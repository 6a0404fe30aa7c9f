import { useSession } from '../client/client-context.tsx'
import { useSay } from '../ui/words.ts'
import { deskWords } from './desk-words.ts'

/** Who did something: oneself, or a colleague by the end of the number. */
export function StaffWho({ id }: { readonly id: string }) {
  const desk = useSay(deskWords)
  const own = useSession()?.staffId === id
  return <>{own ? desk('me') : desk('colleague', { ending: id.slice(-4) })}</>
}

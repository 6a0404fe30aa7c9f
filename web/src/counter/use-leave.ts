import { useNavigate } from '@tanstack/react-router'

/** To another page of the desk; what was entered is done with. */
export function useLeave(to: '/stock' | '/lists' | '/inbox'): () => void {
  const navigate = useNavigate()
  return () => void navigate({ to })
}

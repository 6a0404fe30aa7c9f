import { useNavigate, useParams } from '@tanstack/react-router'

/** Back to the visitor, wherever a deed of the visit was begun. */
export function useBack(): () => void {
  const { personId } = useParams({ strict: false }) as { personId: string }
  const navigate = useNavigate()
  return () => void navigate({ to: '/person/$personId', params: { personId } })
}

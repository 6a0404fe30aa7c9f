import type { CallFailed } from '../../client/problem.ts'
import { useDo } from '../../client/use-calls.ts'
import type { BoundTelephone, OpenService } from './bound-telephone.ts'
import { proofOf } from './telephone-key.ts'
import { useTelephoneKeeper } from './use-telephone.ts'

interface Renewal {
  readonly busy: boolean
  readonly error: CallFailed | null
  /** Tries that are left after a wrong PIN. */
  readonly triesLeft: number | undefined
  renew(telephone: BoundTelephone, pin: string): Promise<void>
}

/** Article 9: against the PIN the office signs for some hours that this telephone is bound. */
export function useRenewal(codeSeconds: number, services: readonly OpenService[]): Renewal {
  const renewing = useDo('e-card/renew-binding')
  const { keep } = useTelephoneKeeper()
  const { data } = renewing
  return {
    busy: renewing.isPending,
    error: renewing.error,
    triesLeft: data === undefined || data.outcome === 'right' ? undefined : data.triesLeft,
    async renew(telephone, pin) {
      const { personId, deviceId, key } = telephone
      const input = { personId, deviceId, pin, ...(await proofOf(key, 'renew', personId)) }
      // What went wrong stands in `error`.
      const answer = await renewing.mutateAsync(input).catch(() => undefined)
      if (answer?.binding == null || answer.validUntil === null) return
      const { binding, validUntil } = answer
      await keep({ ...telephone, held: { binding, validUntil, codeSeconds, services } })
    },
  }
}

import { useNavigate, useParams } from '@tanstack/react-router'
import type { ApplicationReason } from '@yika/core/application/application.ts'
import type { Answer } from '../client/operations.ts'
import { useAsk } from '../client/use-calls.ts'
import { useDraft } from '../client/use-draft.ts'

export type Choices = Answer<'application/application-choices'>
export type Way = 'instant' | 'outlet' | 'post'

/** What has been answered so far: identifiers and yes or no, nothing that names anybody. */
export interface ApplyDraft {
  readonly reason?: ApplicationReason
  readonly photoId?: string
  readonly detailsRight?: boolean
  readonly bankId?: string
  readonly accountClosed?: boolean
  readonly way?: Way
  readonly outletId?: string
  readonly dutyRead?: string
  readonly consentRead?: string
}

export const applySteps = ['kind', 'photo', 'details', 'bank', 'collection', 'notices'] as const
export type ApplyStep = (typeof applySteps)[number]
export type StepState = 'done' | 'begun' | 'open' | 'barred' | 'not-needed'

/** The choice that was made, as long as it is still one. */
export function chosen({ reason }: ApplyDraft, { choices }: Choices): Choices['choices'][number] | undefined {
  return choices.find((choice) => choice.reason === reason && choice.refusal === null)
}

export function stepState(step: ApplyStep, draft: ApplyDraft, choices: Choices): StepState {
  const { photo, consentVersion } = choices
  const choice = chosen(draft, choices)
  switch (step) {
    case 'kind':
      return choice === undefined ? 'open' : 'done'
    case 'photo':
      if (draft.photoId !== undefined || (photo.photoId !== null && photo.refusal === null)) return 'done'
      return photo.refusal === null ? 'not-needed' : 'open'
    case 'details':
      return draft.detailsRight === true ? 'done' : 'open'
    case 'bank':
      if (choice === undefined) return 'barred'
      if (draft.bankId === undefined || !fitsBank(draft.bankId, draft, choices)) return 'open'
      return choice.reason === 'bank-change' && choice.accountOpen && draft.accountClosed !== true ? 'begun' : 'done'
    case 'collection':
      if (stepState('bank', draft, choices) !== 'done') return 'barred'
      if (draft.way === 'post') return choices.minor ? 'open' : 'done'
      if (draft.way === undefined) return 'open'
      return draft.outletId === undefined ? 'begun' : 'done'
    case 'notices':
      if (draft.dutyRead === undefined) return 'open'
      return consentVersion === null || draft.consentRead === consentVersion ? 'done' : 'begun'
  }
}

/** A change of bank needs another one; every other card may stay where it is. */
export function fitsBank(bankId: string, draft: ApplyDraft, choices: Choices): boolean {
  const choice = chosen(draft, choices)
  return choice?.reason !== 'bank-change' || choice.oldBankId !== bankId
}

export function nextStep(draft: ApplyDraft, choices: Choices): ApplyStep | undefined {
  return applySteps.find((step) => {
    const state = stepState(step, draft, choices)
    return state === 'open' || state === 'begun'
  })
}

/** The application that is being filled in, for the person in the address. */
export function useApplying() {
  const { personId } = useParams({ strict: false }) as { personId: string }
  const navigate = useNavigate()
  const [draft, keep, forget] = useDraft<ApplyDraft>(`apply.${personId}`, {})
  const asked = useAsk('application/application-choices', { personId, purpose: 'own-affairs' })
  return {
    personId,
    draft,
    asked,
    forget,
    replace: keep,
    change: (part: Partial<ApplyDraft>): void => keep({ ...draft, ...part }),
    /** Keeps the answer and goes to the next question; when all are answered, to the answers. */
    answer(part: Partial<ApplyDraft>, choices: Choices): void {
      const next = { ...draft, ...part }
      keep(next)
      const step = nextStep(next, choices) ?? 'check'
      void navigate({ to: `/apply/$personId/${step}`, params: { personId } })
    },
  }
}

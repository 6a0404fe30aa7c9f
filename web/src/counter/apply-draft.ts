import type { ApplicationReason } from '@yika/core/application/application.ts'
import { dutyNotice } from '@yika/core/card/duty-notice.ts'
import type { Answer, Input } from '../client/operations.ts'

type Choices = Answer<'application/application-choices'>
type Choice = Choices['choices'][number]

/** What is entered for an application at the counter. */
export interface ApplyDraft {
  readonly reason: ApplicationReason
  readonly name: string
  readonly bankId: string
  readonly delivery: 'outlet' | 'post'
  readonly outletId: string
  readonly samePerson: boolean
  readonly oldClosed: boolean
  readonly consent: boolean
  readonly dutyShown: boolean
}

export type Missing = 'Photo' | 'Same' | 'Name' | 'Bank' | 'Outlet' | 'Duty' | 'Consent' | 'Closed'

export function missingOf(draft: ApplyDraft, choice: Choice, choices: Choices): readonly Missing[] {
  const wanted: readonly (readonly [boolean, Missing])[] = [
    [draft.name.trim() === '', 'Name'],
    [draft.bankId === '', 'Bank'],
    [draft.delivery === 'outlet' && draft.outletId === '', 'Outlet'],
    [choice.reason === 'bank-change' && choice.accountOpen && !draft.oldClosed, 'Closed'],
    [choices.consentVersion !== null && !draft.consent, 'Consent'],
    [choices.photo.refusal !== null, 'Photo'],
    [!draft.samePerson, 'Same'],
    [!draft.dutyShown, 'Duty'],
  ]
  return wanted.flatMap(([absent, what]) => (absent ? [what] : []))
}

/** The draft in the words of the command. */
export function wishOf(
  personId: string,
  draft: ApplyDraft,
  choice: Choice,
  choices: Choices,
): Input<'application/apply-for-card'> {
  const { photoId } = choices.photo
  return {
    ...{ personId, kind: choice.kind, reason: choice.reason },
    ...{ name: draft.name.trim(), bankId: draft.bankId, delivery: draft.delivery },
    dutyShown: dutyNotice.version,
    ...(draft.delivery === 'outlet' ? { outletId: draft.outletId } : {}),
    ...(photoId === null ? {} : { photoId }),
    ...(choice.reason === 'bank-change' ? { oldAccountClosed: draft.oldClosed } : {}),
    ...(choices.consentVersion === null ? {} : { guardianConsent: choices.consentVersion }),
  }
}

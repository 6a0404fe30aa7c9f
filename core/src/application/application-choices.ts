import { ageOn, type Instant } from '../calendar/instant.ts'
import type { Card } from '../card/card.ts'
import { type DecisionContext, type Refused, refuse } from '../decision/decision.ts'
import type { Ground } from '../holder/ground.ts'
import type { Person } from '../holder/person.ts'
import {
  type Application,
  type ApplicationKind,
  type ApplicationReason,
  applicationKinds,
  reasonsOf,
} from './application.ts'
import { generationNotIssued, nextCardFor } from './check-card.ts'
import { applicantOf, groundOf, noGround, notAlive, withoutGuardian } from './check-person.ts'
import { photoUnfit } from './check-photo.ts'
import { guardianConsent } from './guardian-consent.ts'
import type { Photo } from './photo.ts'

/** What an applicant can choose among at this moment, before anything has been filled in. */
export interface ApplicationChoices {
  /** Stands in the way of every kind. */
  readonly refusal: Refused | undefined
  readonly openApplicationId: string | null
  readonly choices: readonly ApplicationChoice[]
  readonly minor: boolean
  /** The consent text that the guardian has to read; null where the age asks for none. */
  readonly consentVersion: string | null
  readonly photo: {
    readonly photoId: string | null
    readonly addedAt: Instant | null
    /** Why the photo on record, or the lack of one, does not do. */
    readonly refusal: Refused | undefined
  }
}

export interface ApplicationChoice {
  readonly kind: ApplicationKind
  readonly reason: ApplicationReason
  readonly refusal: Refused | undefined
  /** Of the card that would be replaced. */
  readonly oldBankId: string | null
  /** Whether that card still has an account, which a change of bank asks to be closed. */
  readonly accountOpen: boolean
}

interface Choosing {
  readonly person: Person
  readonly grounds: readonly Ground[]
  readonly cards: readonly Card[]
  readonly open: Application | undefined
  readonly photo: Photo | undefined
}

/** Article 7: every kind and reason with a yes or the reason of the no, by the same checks that will decide. */
export function applicationChoices(world: Choosing, context: DecisionContext): ApplicationChoices {
  const { person, grounds, cards, open, photo } = world
  const { today, policy } = context
  const age = ageOn(person.birthOn, today)
  const consentVersion = age < policy.number('guardian.consent-record-under') ? guardianConsent.version : null
  return {
    refusal:
      notAlive(person) ??
      withoutGuardian(person, applicantOf(person, context), consentVersion, context) ??
      (open === undefined ? undefined : refuse('application-open', { status: open.status })) ??
      generationNotIssued(context) ??
      (person.nameOnChip === 'needs-clerk' ? refuse('name-not-on-chip') : undefined) ??
      (groundOf(grounds) === undefined ? noGround(grounds, context) : undefined),
    openApplicationId: open?.applicationId ?? null,
    choices: applicationKinds.flatMap((kind) =>
      reasonsOf[kind].map((reason) => choiceOf(person, cards, kind, reason, context)),
    ),
    minor: age < policy.number('guardian.required-under'),
    consentVersion,
    photo: {
      photoId: photo?.photoId ?? null,
      addedAt: photo?.addedAt ?? null,
      refusal: photoUnfit(person, photo, context),
    },
  }
}

function choiceOf(
  person: Person,
  cards: readonly Card[],
  kind: ApplicationKind,
  reason: ApplicationReason,
  context: DecisionContext,
): ApplicationChoice {
  // Neither bank nor closed account have been asked for yet: they are questions of their own, not reasons to refuse.
  const next = nextCardFor(person, cards, { kind, reason, bankId: '', oldAccountClosed: true }, context)
  const old = next.accepted ? cards.find(({ cardId }) => cardId === next.replaces) : undefined
  return {
    kind,
    reason,
    refusal: next.accepted ? undefined : next,
    oldBankId: old?.bankId ?? null,
    accountOpen: old !== undefined && old.finance !== 'none' && old.finance !== 'closed',
  }
}

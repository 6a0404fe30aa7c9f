import { accept, type Decision, type DecisionContext, refuse } from '../decision/decision.ts'
import { type Agreement, type AgreementEvent, agreementEvent } from './agreement.ts'
import { type CatalogueEntry, serviceInForce } from './catalogue-entry.ts'
import { type Institution, institutionInForce } from './institution.ts'

/** 《…法》第…条 or a law with its article in English: a name without a place in it cannot be looked up. */
const lawWithArticle = /《[^》]*(法|条例)》[^《》]*第.+条|\b(Law|Act|Regulations?)\b.*\b(art(icle)?s?\.?)\s*\d+/i

export type ProposeAgreement = Pick<
  Agreement,
  'institutionId' | 'serviceId' | 'personal' | 'facts' | 'legalBasis' | 'from' | 'until'
>

/**
 * Articles 5, 10 and 11: an institution may use one service and is told what that service may tell, or less. Credit services rest on an
 * article of a law, never on a contract alone (M5.2, M5.8).
 */
export function proposeAgreement(
  {
    institution,
    service,
    others,
  }: {
    readonly institution: Institution | undefined
    readonly service: CatalogueEntry | undefined
    /** What the institution has in contract or proposed. */
    readonly others: readonly Pick<Agreement, 'serviceId' | 'agreementId'>[]
  },
  wish: ProposeAgreement,
  context: Pick<DecisionContext, 'actor' | 'today' | 'newId'>,
): Decision<AgreementEvent, { agreementId: string }> {
  const { institutionId, serviceId, personal, facts, legalBasis, from, until } = wish
  if (institution === undefined || !institutionInForce(institution, context.today)) {
    return refuse('institution-unknown', { institution: institutionId })
  }
  if (service === undefined || (service.until !== null && service.until < context.today)) {
    return refuse('service-not-in-catalogue', { service: serviceId })
  }
  if (until !== null && until < from) return refuse('period-reversed', { from })
  if (!serviceInForce(service, from) || (until !== null && until < context.today)) {
    return refuse('agreement-outside-service', { from: service.from })
  }
  if (others.some((other) => other.serviceId === serviceId)) return refuse('agreement-exists', { service: serviceId })
  const tooWide = [
    ...personal.filter((field) => !service.personal.includes(field)),
    ...facts.filter((fact) => !service.facts.includes(fact)),
  ]
  if (tooWide.length > 0) return refuse('agreement-too-wide', { fields: tooWide.join(', ') })
  if (service.field === 'credit' && !lawWithArticle.test(legalBasis)) return refuse('legal-basis-missing')
  const agreementId = context.newId()
  const data = { institutionId, serviceId, personal, facts, legalBasis, from, until, proposedBy: context.actor.id }
  return accept([agreementEvent(agreementId, 'agreement-proposed', data)], { agreementId })
}

import type { Day } from '../calendar/instant.ts'
import {
  applicationMay,
  type CardApplication,
  type CardApplicationEvent,
  cardApplicationEvent,
} from '../service/card-application.ts'

/** What a debt for rides stops and its payment opens again. */
export const rideServices = ['metro', 'bus'] as const

interface OfCard {
  readonly personId: string
  readonly cardId: string
}

type Known = Pick<CardApplication, 'cardId' | 'serviceId' | 'state' | 'suspension'>

function standing(applications: readonly Known[], card: OfCard, serviceId: string): Known | undefined {
  return applications.find((one) => one.cardId === card.cardId && one.serviceId === serviceId)
}

/** Article 5: who owes more than is allowed rides no further with this card until it is paid. */
export function suspendForDebt(
  card: OfCard,
  applications: readonly Known[],
  services: ReadonlyMap<string, { readonly from: Day }>,
): readonly CardApplicationEvent[] {
  return rideServices.flatMap((serviceId) => {
    const [state, service] = [standing(applications, card, serviceId)?.state, services.get(serviceId)]
    // A suspension for another reason stays what it is.
    if (service === undefined || state === 'suspended' || !applicationMay(state, 'application-suspended')) return []
    const { from } = service
    const data = { reason: 'debt', reference: `travel-debt/${card.cardId}`, until: null, from } as const
    return [cardApplicationEvent({ ...card, serviceId }, 'application-suspended', data)]
  })
}

/** Paid: what was stopped for the debt alone goes on. */
export function resumeAfterDebt(card: OfCard, applications: readonly Known[]): readonly CardApplicationEvent[] {
  return rideServices.flatMap((serviceId) => {
    const application = standing(applications, card, serviceId)
    if (application?.state !== 'suspended' || application.suspension?.reason !== 'debt') return []
    return [cardApplicationEvent({ ...card, serviceId }, 'application-resumed', {})]
  })
}

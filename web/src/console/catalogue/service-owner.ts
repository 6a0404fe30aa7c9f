import { useRead } from '../../client/use-calls.ts'

/** The body to which a service of the catalogue belongs. */
export function useServiceOwner(): (serviceId: string) => string | undefined {
  const { data } = useRead('service/card-services', {})
  return (serviceId) =>
    data?.fields.flatMap(({ services }) => services).find((service) => service.serviceId === serviceId)?.ownerId
}

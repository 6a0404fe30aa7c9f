/** The places of requests that share a name, in the order of their first appearance. */
export function groupRequests<Request>(
  requests: readonly Request[],
  name: (request: Request) => string,
): readonly (readonly number[])[] {
  const groups = new Map<string, number[]>()
  requests.forEach((request, place) => {
    const group = groups.get(name(request))
    if (group === undefined) groups.set(name(request), [place])
    else group.push(place)
  })
  return [...groups.values()]
}

/** The factors of the named places, one behind the other. */
export function factorsAt(
  requests: readonly { readonly factor: Uint8Array }[],
  places: readonly number[],
): Uint8Array<ArrayBuffer> {
  const factors = new Uint8Array(places.length * 8)
  places.forEach((place, index) => {
    factors.set((requests[place] as { readonly factor: Uint8Array }).factor, index * 8)
  })
  return factors
}

/** A process that imports this with `?minutes=…` lives so much later; imported again with another number, later still. */
const laterMs = Number(new URL(import.meta.url).searchParams.get('minutes')) * 60_000

globalThis.Date = new Proxy(Date, {
  construct: (real, given: [], target) =>
    Reflect.construct(real, given.length === 0 ? [real.now() + laterMs] : given, target),
  get: (real, name) => (name === 'now' ? () => real.now() + laterMs : Reflect.get(real, name)),
})

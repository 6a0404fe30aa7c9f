/** A process that imports this lives a day later: what two persons have put in force today for tomorrow holds already. */
const msPerDay = 86_400_000

globalThis.Date = new Proxy(Date, {
  construct: (real, given: [], target) =>
    Reflect.construct(real, given.length === 0 ? [real.now() + msPerDay] : given, target),
  get: (real, name) => (name === 'now' ? () => real.now() + msPerDay : Reflect.get(real, name)),
})

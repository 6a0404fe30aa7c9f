import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Instant } from '../calendar/instant.ts'
import type { Card } from '../card/card.ts'
import { cardOfPerson } from './card-of-person.ts'

type Held = Pick<Card, 'social' | 'requestedAt' | 'cancelReason' | 'cancelledAt'> & { readonly name: string }

const old: Held = {
  ...{ name: 'old', social: 'cancelled', requestedAt: '2022-10-01T00:00:00.000Z' as Instant },
  ...{ cancelReason: 'superseded', cancelledAt: '2026-11-20T02:00:00.000Z' as Instant },
}
const present: Held = {
  ...{ name: 'present', social: 'enabled', requestedAt: '2026-11-10T00:00:00.000Z' as Instant },
  ...{ cancelReason: null, cancelledAt: null },
}
const spoiled: Held = { ...old, name: 'spoiled', cancelReason: 'production-fault' }
const named = (at: string) => cardOfPerson([spoiled, present, old], at as Instant)?.name

test('M14.7, M13.2: a telephone or a number that is told late stands for the card of that moment, not for the one that took its place', () => {
  assert.equal(named('2026-11-23T02:00:00.000Z'), 'present')
  assert.equal(named('2026-11-20T02:00:00.000Z'), 'present', 'from the instant at which the new one was enabled')
  assert.equal(named('2026-11-20T01:59:59.999Z'), 'old')
  assert.equal(cardOfPerson([spoiled], '2026-11-19T00:00:00.000Z' as Instant)?.name, 'spoiled')
  assert.equal(cardOfPerson([], '2026-11-19T00:00:00.000Z' as Instant), undefined)
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Day } from '../calendar/instant.ts'
import type { BlankStock } from './blank-stock.ts'
import type { ComparedCard } from './compare-returned.ts'
import { compared, produce, Workshop } from './workshop.fixture.ts'

test('M4.2: what the factory read back must agree with the register; a mismatch spoils the card and its blank', () => {
  const wrong: [Partial<ComparedCard>, string][] = [
    [{ identityAgrees: false }, 'identity-differs'],
    [{ bankAgrees: false }, 'bank-differs'],
    [{ accountAgrees: false }, 'account-differs'],
    [{ identificationCode: '310000D15600000500BF7C7A48FB4966' }, 'identification-code-wrong'],
    [{ resetInformation: '' }, 'reset-information-wrong'],
    [{ resetInformation: '00814E43238697159900BF7C7B' }, 'identification-code-wrong'],
    [{ issuedOn: '2026-11-24' as Day }, 'issue-day-wrong'],
    [{ validUntil: '2036-11-24' as Day }, 'validity-wrong'],
  ]
  for (const [change, reason] of wrong) {
    const workshop = new Workshop(2)
    const { batchId } = produce(workshop, (line) => compared(line, line.sequence === 1 ? change : {}))
    const [bad, good] = workshop.members(workshop.batch(batchId))
    assert.deepEqual([bad?.line.state, bad?.line.reason, bad?.card.physical], ['making-abnormal', reason, 'spoiled'])
    assert.deepEqual([good?.line.state, good?.card.physical], ['made', 'personalised'])
    const { good: made, spoiled, onHand } = workshop.stocks.get('factory') as BlankStock
    assert.deepEqual([made, spoiled, onHand], [1, 1, 998])
  }
})

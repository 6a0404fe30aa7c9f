import { setTimeout as wait } from 'node:timers/promises'
import { instantOf } from '@yika/core/calendar/instant.ts'
import { myCards } from '@yika/core/card/schema.ts'
import { bindDevice, renewBinding } from '@yika/core/e-card/schema.ts'
import type { SamplePerson } from '../../server/src/sample/sample-person.ts'
import { telephone } from '../../server/test/telephone.ts'
import type { TestServer } from '../../server/test/test-server.ts'

const pin = '482915'
const pollMs = 250

export interface BoundTelephone {
  readonly personId: string
  readonly cardId: string
  /** What it shows for this service; made a moment ago, or longer. */
  code(serviceId: string, madeSecondsAgo?: number): Promise<string>
}

/** The telephone of a holder, with the e-card on it. */
export async function givenTelephone(yika: TestServer, person: SamplePerson): Promise<BoundTelephone> {
  const token = await yika.citizen(person)
  const cards = (await yika.call(myCards, token, { purpose: 'own-affairs' })).body['cards'] as {
    personId: string
    cardId: string
  }[]
  const { personId = '', cardId = '' } = cards[0] ?? {}
  const phone = await telephone()
  const now = () => instantOf(Date.now())
  const bound = await yika.call(bindDevice, token, {
    ...{ personId, deviceName: '手机', key: phone.key, pin },
    ...(await phone.proof('bind', personId, now())),
  })
  if (bound.status !== 200) throw new Error(`not bound: ${bound.text}`)
  for (;;) {
    const renewed = await yika.call(renewBinding, token, {
      ...{ personId, deviceId: bound.body['deviceId'], pin },
      ...(await phone.proof('renew', personId, now())),
    })
    const binding = renewed.body['binding']
    if (typeof binding === 'string')
      return {
        ...{ personId, cardId },
        code: (serviceId, madeSecondsAgo = 0) =>
          phone.show(binding, serviceId, instantOf(Date.now() - madeSecondsAgo * 1000)),
      }
    // A card that is new to the lists is in the next version.
    if (renewed.body.code !== 'e-card-not-listed-yet') throw new Error(`not renewed: ${renewed.text}`)
    await wait(pollMs)
  }
}

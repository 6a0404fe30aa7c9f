import { canLiveAMonth } from '../../server/src/first-start.ts'
import type { SamplePerson } from '../../server/src/sample/sample-person.ts'
import { playSampleMonth } from '../../server/src/simulator/sample-month.ts'
import { startSimulator } from '../../server/src/simulator/start-simulator.ts'
import type { TestServer } from '../../server/test/test-server.ts'

const neverMs = 3_600_000

/** Somebody insured, with a chip that works, has ridden, been treated, paid and been paid for some weeks; the banks have done their part. */
export async function givenMonth(yika: TestServer): Promise<SamplePerson> {
  const person = yika.people.find(canLiveAMonth)
  if (person === undefined) throw new Error('nobody of the sample city has an insurance and a chip')
  await playSampleMonth({ person, baseUrl: yika.url })
  const { db, executor } = yika.server.platform
  const banks = await startSimulator({
    ...{ db, executor, baseUrl: yika.url, everyMs: neverMs, told: () => {} },
    report: (error) => console.error(error),
  })
  await banks.round()
  await banks.stop()
  return person
}

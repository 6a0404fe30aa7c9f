import { internationalSuite } from './international-suite.ts'
import { smGcmSuite, smSuite } from './sm-suite.ts'
import { type CipherSuite, type SuiteId, suiteNumbers } from './suite.ts'

/** What the operator configures; which construction of the family is used is the custodian's affair. */
export type SuiteFamily = 'sm' | 'international'

const suites: readonly CipherSuite[] = [smSuite, smGcmSuite, internationalSuite]
const byNumber = new Map(suites.map((suite) => [suiteNumbers[suite.id] as number, suite]))

export function suiteOf(id: SuiteId): CipherSuite {
  const suite = byNumber.get(suiteNumbers[id])
  if (suite === undefined) throw new Error(`unknown cipher suite ${id}`)
  return suite
}

export function suiteByNumber(number: number): CipherSuite | undefined {
  return byNumber.get(number)
}

/** The suite for new keys. SM4-GCM is found by its vector, never assumed from a version number. */
export function chooseSuite(family: SuiteFamily): CipherSuite {
  if (family === 'international') return internationalSuite
  return smGcmSuite.selfTest() === undefined ? smGcmSuite : smSuite
}

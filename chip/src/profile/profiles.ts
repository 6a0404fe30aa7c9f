import type { ChipSuiteId } from '../cipher/chip-suite.ts'
import type { SpecificationVersion } from './card-file.ts'
import type { CardProfile } from './card-profile.ts'
import { df01Files } from './df01-files.ts'
import { df02Files } from './df02-files.ts'
import { df03Files } from './df03-files.ts'
import { df04Files } from './df04-files.ts'
import { sharedApplicationFiles } from './shared-application-files.ts'
import { ssseFiles } from './ssse-files.ts'

/** Six wrong PINs as seen in readers' code; three wrong authentications, because drivers know 63C2 to 63C0 only (both simulated). */
const tries = { pinTries: 6, keyTries: 3 } as const

function profile(version: SpecificationVersion, suite: ChipSuiteId): CardProfile {
  const files = [
    ...ssseFiles(version),
    ...df01Files,
    ...df02Files(version),
    ...df03Files(version),
    ...df04Files,
    ...sharedApplicationFiles,
  ]
  return { version, suite, files, ...tries }
}

const profiles: Readonly<Record<SpecificationVersion, CardProfile>> = {
  '1.00': profile('1.00', 'des'),
  '2.00': profile('2.00', 'des'),
  '3.00': profile('3.00', 'sm'),
}

export const profileOf = (version: SpecificationVersion): CardProfile => profiles[version]

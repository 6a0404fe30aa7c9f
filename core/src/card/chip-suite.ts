import type { Generation } from './card.ts'

/** The algorithms of a chip: triple DES for the first two generations, SM4 for the third. */
export const chipSuites = ['des', 'sm'] as const
export type ChipSuite = (typeof chipSuites)[number]

export function chipSuiteOf(generation: Generation): ChipSuite {
  return generation === 3 ? 'sm' : 'des'
}

import { distribution, type Random } from './random.ts'

/** Who lives together. Ages are of the head; the rest follows in `members`. */
type HouseholdForm =
  | 'young-single'
  | 'middle-single'
  | 'old-single'
  | 'couple'
  | 'couple-child'
  | 'couple-two-children'
  | 'single-parent'
  | 'three-generations'
  | 'old-couple'

/** Shares chosen so that ages come out near the census of 2020: about 12 % under 15 and 22 % of 60 and over. */
const form = distribution<HouseholdForm>([
  ['young-single', 20],
  ['middle-single', 5],
  ['old-single', 8],
  ['couple', 18],
  ['couple-child', 20],
  ['couple-two-children', 5],
  ['single-parent', 3],
  ['three-generations', 6],
  ['old-couple', 15],
])

export type Part = 'head' | 'spouse' | 'child' | 'grandparent'

export interface Member {
  readonly part: Part
  readonly age: number
  readonly sex: '1' | '2'
}

/** Adults stand before children, so that a city cut off at any number still has every child's guardian. */
export function members(random: Random): readonly Member[] {
  const head = (age: number): Member => ({ part: 'head', age, sex: random.chance(0.5) ? '1' : '2' })
  const pair = (age: number): readonly Member[] => [
    { part: 'head', age, sex: '1' },
    { part: 'spouse', age: Math.max(21, age - random.between(-2, 5)), sex: '2' },
  ]
  const child = (parentAge: number): Member => ({
    part: 'child',
    age: Math.max(0, parentAge - random.between(24, 34)),
    sex: random.chance(0.523) ? '1' : '2',
  })
  switch (form(random)) {
    case 'young-single':
      return [head(random.between(20, 39))]
    case 'middle-single':
      return [head(random.between(40, 59))]
    case 'old-single':
      return [head(random.between(60, 97))]
    case 'couple':
      return pair(random.between(25, 59))
    case 'couple-child': {
      const age = random.between(27, 52)
      return [...pair(age), child(age)]
    }
    case 'couple-two-children': {
      const age = random.between(30, 48)
      return [...pair(age), child(age), child(age)]
    }
    case 'single-parent': {
      const parent = head(random.between(28, 50))
      return [parent, child(parent.age)]
    }
    case 'three-generations': {
      const age = random.between(28, 44)
      const elders: Member[] = [{ part: 'grandparent', age: age + random.between(23, 30), sex: '2' }]
      if (random.chance(0.7)) elders.push({ part: 'grandparent', age: age + random.between(24, 33), sex: '1' })
      return [...pair(age), ...elders, child(age)]
    }
    case 'old-couple':
      return pair(random.between(57, 86))
  }
}

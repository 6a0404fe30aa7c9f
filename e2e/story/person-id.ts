import type { SamplePerson } from '../../server/src/sample/sample-person.ts'
import { StoryBroken } from './narrator.ts'
import type { Stage } from './stage.ts'

/** Under which identifier the register knows a person of the story. */
export function personIdOf(stage: Stage, person: SamplePerson): string {
  const personId = stage.personIds.get(person.index)
  if (personId === undefined) throw new StoryBroken(`nobody has registered person ${person.index} yet`)
  return personId
}

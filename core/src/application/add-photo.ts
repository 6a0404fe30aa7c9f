import { accept, type Decision, type DecisionContext, refuse } from '../decision/decision.ts'
import type { Person } from '../holder/person.ts'
import { notAlive } from './check-person.ts'
import { judgePhoto } from './judge-photo.ts'
import type { Photo, PhotoEvent } from './photo.ts'

export type AddPhoto = Omit<Photo, 'personId' | 'addedAt'>

/** Article 4: a photo is accepted when every measure fits the requirement; the rules that judged it are on record. */
export function addPhoto(
  person: Person | undefined,
  photo: AddPhoto,
  context: DecisionContext,
): Decision<PhotoEvent, { photoId: string }> {
  if (person === undefined) return refuse('person-unknown')
  const unfit = notAlive(person)
  if (unfit !== undefined) return unfit
  const [fault, ...others] = judgePhoto(photo.measures, context.policy)
  if (fault !== undefined) return refuse(fault, others.length === 0 ? {} : { others: others.join(', ') })
  const { photoId, ...data } = photo
  return accept([{ stream: 'photo', id: photoId, personId: person.personId, name: 'photo-accepted', data }], {
    photoId,
  })
}

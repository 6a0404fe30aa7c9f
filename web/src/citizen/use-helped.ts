import type { Answer } from '../client/operations.ts'
import { useAsk } from '../client/use-calls.ts'

export interface Helped {
  readonly personId: string
  readonly name: string
  readonly as: 'guardian' | 'proxy'
}

type Relations = Answer<'holder/my-relations'>['relations']

/** Guardians stand for their children in everything, proxies in what they were named for. */
export function helpedWith(relations: Relations, operation: string): readonly Helped[] {
  return relations
    .filter(
      ({ side, endedAt, kind, scope }) =>
        side === 'helps' && endedAt === null && (kind === 'guardian' || scope.includes(operation)),
    )
    .map(({ otherPersonId, otherName, kind }) => ({ personId: otherPersonId, name: otherName ?? '', as: kind }))
}

export function useRelations() {
  return useAsk('holder/my-relations', { purpose: 'own-affairs', reveal: ['name'] })
}

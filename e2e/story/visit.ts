import * as holder from '@yika/core/holder/schema.ts'
import type { DocumentType } from '@yika/core/identifier/document-type.ts'
import type { AnswerOf } from '@yika/core/operation/operation.ts'
import type { SamplePerson } from '../../server/src/sample/sample-person.ts'
import type { Party } from './narrator.ts'
import type { Stage } from './stage.ts'

export type Visit = AnswerOf<typeof holder.openVisitOperation>

/** Somebody stands at the counter and shows a document: for themselves, or as the guardian of `ward`. */
export async function openVisit(stage: Stage, clerk: Party, person: SamplePerson, ward?: SamplePerson): Promise<Visit> {
  return stage.story.does(clerk, holder.openVisitOperation, {
    presenter: ward === undefined ? 'holder' : 'guardian',
    ...documentOf(person),
    ...(ward === undefined ? {} : { holderNumber: ward.identityNumber }),
  })
}

/** What a person shows at a counter. */
function documentOf(person: SamplePerson): {
  readonly documentType: DocumentType
  readonly documentNumber: string
  readonly nationality?: string
} {
  return person.kind === 'foreigner'
    ? { documentType: 'passport', documentNumber: person.documentNumber ?? '', nationality: person.nationality }
    : { documentType: 'identity-card', documentNumber: person.identityNumber }
}

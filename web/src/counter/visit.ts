import type { DocumentType } from '@yika/core/identifier/document-type.ts'
import type { Answer } from '../client/operations.ts'

export type Presenter = 'holder' | 'guardian' | 'proxy'

export interface Visit extends Answer<'holder/open-visit'> {
  readonly presenter: Presenter
  readonly documentType: DocumentType
}

const place = 'yika.counter.visit'

/** As the identity reader read it; gone with the page, never kept in storage. */
let documentName: { readonly visitId: string; readonly name: string } | undefined

/** Who stands at this counter: the case for which everything about the person is read. Kept in this tab only. */
export function currentVisit(personId: string): Visit | undefined {
  const visit = anyVisit()
  return visit?.personId === personId ? visit : undefined
}

export function anyVisit(): Visit | undefined {
  return (JSON.parse(sessionStorage.getItem(place) ?? 'null') as Visit | null) ?? undefined
}

export function keepVisit(visit: Visit, name?: string): void {
  sessionStorage.setItem(place, JSON.stringify(visit))
  documentName = name === undefined ? undefined : { visitId: visit.visitId, name }
}

/** The name on the document, where a reader read it; otherwise the clerk copies it. */
export function nameOnDocument({ visitId }: Visit): string {
  return documentName?.visitId === visitId ? documentName.name : ''
}

/** With the visit goes everything that was entered for this person. */
export function forgetVisit(): void {
  const visit = anyVisit()
  sessionStorage.removeItem(place)
  documentName = undefined
  for (const key of Object.keys(sessionStorage)) {
    if (visit !== undefined && key.startsWith(`yika.draft.${visit.visitId}.`)) sessionStorage.removeItem(key)
  }
}

/** What every read of this visit says besides its own input. */
export function readOf({ personId, visitId }: Visit) {
  return { personId, purpose: 'counter-service', caseId: visitId } as const
}

/** Why the paper of a deed is drawn: it goes into the hand of whoever stands here. */
export function paperOf({ visitId }: Visit) {
  return { purpose: 'counter-service', caseId: visitId } as const
}

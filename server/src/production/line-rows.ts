import type { Application } from '@yika/core/application/application.ts'
import type { Card } from '@yika/core/card/card.ts'
import type { Person } from '@yika/core/holder/person.ts'
import type { Line } from '@yika/core/production/line.ts'
import { applicationsByKeys } from '../application/store.ts'
import { cardsByKeys } from '../card/store.ts'
import { personsByIds } from '../holder/store.ts'
import type { Database } from '../kernel/database/database.ts'

/** A line with all that a file, a screen or a chip says about it. */
export interface LineRow {
  readonly line: Line
  readonly person: Person
  readonly card: Card
  readonly application: Application
}

export async function rowsOf(db: Database, lines: readonly Line[]): Promise<readonly LineRow[]> {
  const [persons, cards, applications] = await Promise.all([
    personsByIds(
      db,
      lines.map(({ personId }) => personId),
    ),
    cardsByKeys(db, lines),
    applicationsByKeys(db, lines),
  ])
  return lines.flatMap((line) => {
    const person = persons.get(line.personId)
    const card = cards.get(line.cardId)
    const application = applications.get(line.applicationId)
    return person === undefined || card === undefined || application === undefined
      ? []
      : [{ line, person, card, application }]
  })
}

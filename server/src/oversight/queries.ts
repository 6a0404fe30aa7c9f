import type { Query } from '../kernel/query.ts'
import { auditQueries } from './audit-queries.ts'
import { bankQuery } from './bank-query.ts'
import { figureQueries } from './figure-queries.ts'
import type { FigureParts } from './figures.ts'

/** Oversight reads what the other chapters have written, and writes nothing. */
export function oversightQueries(parts: FigureParts): readonly Query[] {
  return [...figureQueries(parts), bankQuery(parts), ...auditQueries]
}

import * as operation from '@yika/core/production/chip-key-schema.ts'
import { type Query, query } from '../kernel/query.ts'
import { allChipKeys } from './chip-key-store.ts'

export const chipKeyQueries: readonly Query[] = [
  query({
    operation: operation.chipKeys,
    async load(db, reads) {
      const keys = await allChipKeys(db)
      return reads.map(() => keys)
    },
    subjects: () => [{}],
    fields: [],
    answer: (keys) => ({
      keys: keys.map(({ version: _, ...key }) => ({
        ...key,
        checkValues: key.checkValues === null ? null : { ...key.checkValues },
      })),
    }),
  }),
]

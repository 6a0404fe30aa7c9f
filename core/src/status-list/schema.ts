import { Type } from 'typebox'
import type { Operation } from '../operation/operation.ts'

/** Runs by itself every few seconds, and does nothing where nothing has changed (M9.5). */
export const listCardStatuses = {
  name: 'list-card-statuses',
  kind: 'command',
  chapter: 'status-list',
  article: 9,
  title: { zh: '发布卡状态名单', en: 'Publish what changed in the status lists' },
  input: Type.Object({ most: Type.Integer({ minimum: 1, maximum: 5000 }) }),
  answer: Type.Object({
    /** Cards listed now; as many as asked when more are waiting. */
    cards: Type.Integer(),
    lists: Type.Integer(),
  }),
} as const satisfies Operation

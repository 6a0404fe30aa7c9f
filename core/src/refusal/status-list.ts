import type { RefusalEntry } from './refusal.ts'

/** Refusals of the chapter status-list: what terminals know off line (Article 9). */
export const statusListRefusals = {
  'status-list-unknown': {
    status: 404,
    article: 9,
    zh: '状态名单 {shard} 不存在。',
    en: 'There is no status list {shard}.',
    remedy: { zh: '请从 /status-lists 读取现有名单。', en: 'Read at /status-lists which lists there are.' },
  },
  'status-list-form-unknown': {
    status: 406,
    article: 9,
    zh: '状态名单只有 {forms} 两种格式；增量只有 JWT 格式。',
    en: 'Status lists come as {forms}; what changed comes as a JWT only.',
    remedy: { zh: '请改正 Accept。', en: 'Correct the header Accept.' },
  },
  'status-list-version-gone': {
    status: 410,
    article: 9,
    zh: '无法从版本 {from} 提供增量。',
    en: 'What changed since version {from} is not kept.',
    remedy: { zh: '请取完整名单。', en: 'Fetch the whole list.' },
  },
} as const satisfies Record<string, RefusalEntry>

import { readFileSync } from 'node:fs'
import type { AnswerOf } from '@yika/core/operation/operation.ts'
import { operations } from '@yika/core/operations.ts'
import type * as schema from '@yika/core/policy/schema.ts'

interface Bilingual {
  readonly zh: string
  readonly en: string
}

type Answer = AnswerOf<typeof schema.measures>

/** As `regulation/articles.json` keeps them. */
interface Kept {
  readonly measures: Bilingual & { readonly document: string; readonly issuedOn: string; readonly inForceFrom: string }
  readonly parts: Readonly<Record<string, { readonly state: string }>>
  readonly articles: readonly {
    readonly number: Answer['articles'][number]['number']
    readonly title: Bilingual
    readonly dutyBearer: Bilingual
    readonly summary: Bilingual
    readonly points: readonly (Bilingual & { readonly id: string; readonly part: string })[]
  }[]
}

const kept = new URL('../../../regulation/articles.json', import.meta.url)
let answer: Answer | undefined

/** Article 1 (M1.1): from each article to what the system does for it; read from the file once. */
export function measures(): Answer {
  answer ??= answerOf(JSON.parse(readFileSync(kept, 'utf8')) as Kept)
  return answer
}

function answerOf({ measures: { zh, en, ...rest }, parts, articles }: Kept): Answer {
  return {
    title: { zh, en },
    ...rest,
    articles: articles.map(({ number, title, dutyBearer, summary, points }) => ({
      number,
      title,
      dutyBearer,
      summary,
      points: points.map((point) => ({
        id: point.id,
        text: { zh: point.zh, en: point.en },
        built: parts[point.part]?.state === 'built',
      })),
      operations: operations
        .filter((operation) => operation.article === number)
        .map((operation) => ({
          chapter: operation.chapter,
          name: operation.name,
          kind: operation.kind,
          title: { ...operation.title },
        })),
    })),
  }
}

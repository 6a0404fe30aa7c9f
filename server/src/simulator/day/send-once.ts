import type { AnswerOf, InputOf, Operation } from '@yika/core/operation/operation.ts'
import type { ApiClient, ApiResult } from '../api-client.ts'
import type { DayJournal } from './day-journal.ts'

/** Codes under which nothing happened because the words were sent too late: they are said anew. */
const tooLate = ['clock-off', 'preview-expired', 'preview-stale']
const attemptsMost = 4

/**
 * Sends one deed so that it has one effect, whatever is killed in between: the words are in the journal before they go out, and the same
 * words go out under the same key after a restart. What was said too late and did nothing is said anew under the next key.
 */
export async function sendOnce<O extends Operation>(
  journal: DayJournal,
  client: ApiClient,
  operation: O,
  key: string,
  words: () => Promise<InputOf<O>> | InputOf<O>,
): Promise<{ readonly result: ApiResult<AnswerOf<O>>; readonly sent: InputOf<O> }> {
  for (let attempt = 1; ; attempt += 1) {
    const name = `${key}/${attempt}`
    const before = journal.earlier(name)
    const sent = (before?.input as InputOf<O> | undefined) ?? (await words())
    if (before === undefined) journal.write([{ key: name, input: sent as object }])
    let result = journal.answerTo(name) as ApiResult<AnswerOf<O>> | undefined
    if (result === undefined) {
      result = await client.call(operation, sent, name)
      journal.answered(name, result)
    }
    if (result.ok || attempt === attemptsMost || !tooLate.includes(result.refusal.code)) return { result, sent }
  }
}

/** The same where a refusal is nobody's plan. */
export async function answeredOnce<O extends Operation>(
  journal: DayJournal,
  client: ApiClient,
  operation: O,
  key: string,
  words: InputOf<O>,
): Promise<AnswerOf<O>> {
  const { result } = await sendOnce(journal, client, operation, key, () => words)
  if (!result.ok) throw new Error(`${operation.name} was refused: ${result.refusal.code}`)
  return result.answer
}

/** Whether this was done before the day was cut off. */
export function answeredBefore(journal: DayJournal, key: string): boolean {
  return (journal.answerTo(`${key}/1`) as { readonly ok: boolean } | undefined)?.ok === true
}

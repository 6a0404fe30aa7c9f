import type { ArticleNumber } from './article.ts'

/**
 * One entry of the catalogue of refusals: what a person is told when a rule says no.
 * `status` is the HTTP status; `article` the article of the Measures that refused, where one did.
 * `{name}` in a text is replaced by the refusal's detail of that name.
 */
export interface RefusalEntry {
  readonly status: 400 | 401 | 403 | 404 | 405 | 406 | 408 | 409 | 410 | 413 | 415 | 422 | 429 | 431 | 500 | 503
  readonly article?: ArticleNumber
  readonly zh: string
  readonly en: string
  /** What to do next, in words that the person can follow. */
  readonly remedy: { readonly zh: string; readonly en: string }
}

import articles from './articles.json' with { type: 'json' }

export interface Point {
  /** `M7.3`: the third point of Article 7. */
  readonly id: string
  /** The part of Yika that carries the point out. */
  readonly part: string
  readonly en: string
  readonly zh: string
}

export interface Article {
  readonly number: number
  readonly chapter: string
  readonly title: { readonly zh: string; readonly en: string }
  readonly dutyBearer: { readonly zh: string; readonly en: string }
  readonly summary: { readonly zh: string; readonly en: string }
  readonly points: readonly Point[]
}

export interface Measures {
  readonly measures: { readonly zh: string; readonly en: string; readonly inForceFrom: string }
  readonly parts: Readonly<Record<string, { readonly state: string; readonly en: string }>>
  readonly articles: readonly Article[]
}

/** The Measures as data, in our own words. */
export const measures: Measures = articles

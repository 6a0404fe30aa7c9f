/** What the HTTP face takes at most. Each has a test that goes one over (ASVS 2.1.3, 2.3.2); sizes of lists stand in the schemas. */
export const httpLimits = {
  /** A photo of 40 KB is 54 KB of base64; a returned file of 10,000 lines stays below this, too. */
  bodyBytes: 8 * 1024 * 1024,
  /** Request line and headers together. */
  headerBytes: 16 * 1024,
  /** How deep lists and objects of a body may lie in each other; no schema needs half of it. */
  bodyDepth: 32,
  /** For the headers, and for the whole request, to arrive. */
  headersMs: 20_000,
  requestMs: 60_000,
  /** For the answer; later the client is told to ask again under the same key. */
  answerMs: 60_000,
  /** `/readyz` says no when the database has not answered by then. */
  readyMs: 2_000,
  idempotencyKeyLeast: 8,
  idempotencyKeyMost: 200,
} as const satisfies Record<string, number>

export type HttpLimits = Readonly<Record<keyof typeof httpLimits, number>>

import type { FastifyInstance } from 'fastify'
import { type DocumentSigner, documentPurposes } from './kernel/custody/document-signer.ts'

/** A new key signs at once: who meets an unknown name asks again before this time is over. */
const maxAgeSeconds = 300

/** The public keys of everything that the office signs for outside eyes (RFC 7517); a document names one of them. */
export function mountDocumentKeys(http: FastifyInstance, documents: DocumentSigner): void {
  http.get('/.well-known/yika-documents/jwks.json', async (_request, reply) =>
    reply
      .type('application/jwk-set+json')
      .header('cache-control', `public, max-age=${maxAgeSeconds}`)
      .serializer(JSON.stringify)
      .send({ keys: documentPurposes.flatMap((purpose) => documents.keys(purpose)) }),
  )
}

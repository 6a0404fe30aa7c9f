import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openCustodian } from '@yika/server/kernel/custody/custodian.ts'
import type { DocumentSigner } from '@yika/server/kernel/custody/document-signer.ts'

/** Measures with the keys of an office that lives as long as the measurement. */
export async function withDocuments<Made>(measure: (documents: DocumentSigner) => Promise<Made>): Promise<Made> {
  const directory = mkdtempSync(path.join(tmpdir(), 'yika-bench-'))
  const custodian = openCustodian({ directory, suite: 'international' })
  try {
    return await measure(custodian.documents)
  } finally {
    custodian.close()
    rmSync(directory, { recursive: true })
  }
}

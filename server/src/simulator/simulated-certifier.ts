import { certificateRequest, takeCertificates } from '@yika/core/production/schema.ts'
import { type ApiClient, answered } from './api-client.ts'
import { type Faults, fails } from './faults.ts'
import { syntheticCertificateSerial } from './synthetic-certificate.ts'

/** CA: issuing failed (20004 of the certificate system). */
const issuingFailed = 20_004

/** Issues a certificate for each card of a batch; without the certificate system there is only a serial number. */
export async function playCertifier(
  client: ApiClient,
  batchId: string,
  faults: Faults,
): Promise<{ readonly good: number; readonly failed: number }> {
  const request = await answered(client, certificateRequest, {
    batchId,
    purpose: 'production',
    reveal: ['name', 'identityNumber'],
  })
  const results = request.requests.map(({ cardNumber }) =>
    fails(faults, 'certificate', cardNumber)
      ? { cardNumber, code: issuingFailed }
      : { cardNumber, code: 0, serial: syntheticCertificateSerial(cardNumber) },
  )
  const key = `simulated/${takeCertificates.name}/${request.batchNumber}/${results.length}`
  return answered(client, takeCertificates, { batchId, results }, key)
}

import { createHmac, hash } from 'node:crypto'
import { gcm, gcmVector } from './gcm.ts'
import type { CipherSuite } from './suite.ts'

/** SHA-256, HMAC-SHA-256, AES-256-GCM. */
export const internationalSuite: CipherSuite = {
  id: 'international',
  keyBytes: 32,
  hash: (data) => hash('sha256', data, 'buffer'),
  mac: (key, data) => createHmac('sha256', key).update(data).digest(),
  ...gcm('aes-256-gcm'),
  selfTest() {
    // FIPS 180-4
    if (
      this.hash(Buffer.from('abc')).toString('hex') !==
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
    )
      return 'SHA-256'
    // RFC 4231 case 2
    if (
      this.mac(Buffer.from('Jefe'), 'what do ya want for nothing?').toString('hex') !==
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843'
    )
      return 'HMAC-SHA-256'
    // SP 800-38D, test case 14
    const vector = { key: '00'.repeat(32), iv: '00'.repeat(12), aad: '', plaintext: '00'.repeat(16) }
    if (gcmVector('aes-256-gcm', vector) !== 'cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919')
      return 'AES-256-GCM'
    return undefined
  },
}

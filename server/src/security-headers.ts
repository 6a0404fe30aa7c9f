/**
 * What every answer says to a browser (ASVS 3.4): nothing is sniffed, framed, referred to or kept. A page that shows more than text sets
 * a policy of its own, an answer that may be kept a `cache-control` of its own.
 */
export function securityHeaders(encrypted: boolean): Readonly<Record<string, string>> {
  return {
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    // Said over plain HTTP it would be ignored; said for a loopback name it would lock other programs out.
    ...(encrypted ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {}),
  }
}

import type { SystemClient } from '@yika/core/access/system-client.ts'

/** The clients of our own portals: people sign in with a code and a proof of possession (RFC 7636), no secret. */
export function portalClients(publicUrl: string): readonly object[] {
  const portal = (clientId: string, paths: readonly string[]) => ({
    client_id: clientId,
    redirect_uris: paths.map((path) => `${publicUrl}${path}`),
    post_logout_redirect_uris: [...paths.map((path) => `${publicUrl}${path}`), `${publicUrl}/`],
    response_types: ['code'],
    grant_types: ['authorization_code', 'refresh_token'],
    token_endpoint_auth_method: 'none',
    id_token_signed_response_alg: 'ES256',
  })
  return [
    portal('yika-citizen', ['/me/signed-in', '/signed-in']),
    portal('yika-staff', ['/counter/signed-in', '/console/signed-in', '/signed-in']),
  ]
}

/** A registered system proves itself with a signature under its own key (RFC 7523) and gets tokens for itself only. */
export function clientMetadata(client: SystemClient): Record<string, unknown> {
  return {
    client_id: client.clientId,
    client_name: client.name,
    redirect_uris: [],
    response_types: [],
    grant_types: ['client_credentials'],
    token_endpoint_auth_method: 'private_key_jwt',
    id_token_signed_response_alg: 'ES256',
    jwks: { keys: client.keys.map((key) => ({ ...key, use: 'sig' })) },
  }
}

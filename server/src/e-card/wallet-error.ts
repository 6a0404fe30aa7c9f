import { Oauth2ErrorCodes } from '@openid4vc/oauth2'

/** What a wallet is refused with, in the words of its protocol; nothing in it is personal. */
export class WalletRefused extends Error {
  readonly error: Oauth2ErrorCodes
  readonly status: 400 | 401

  constructor(error: Oauth2ErrorCodes, message: string) {
    super(message)
    this.error = error
    this.status = error === Oauth2ErrorCodes.InvalidToken ? 401 : 400
  }
}

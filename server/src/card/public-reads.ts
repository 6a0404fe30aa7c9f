import { verifiedReceipt } from '@yika/core/card/receipt.ts'
import { verifyReceipt } from '@yika/core/card/schema.ts'
import { refuse } from '@yika/core/decision/decision.ts'
import type { Custodian } from '../kernel/custody/custodian.ts'
import { type PublicRead, publicRead } from '../kernel/public-read.ts'
import { receiptFacts } from './receipt-facts.ts'
import { openReceiptToken } from './receipt-token.ts'

export function cardPublicReads({ custodian }: { readonly custodian: Custodian }): readonly PublicRead[] {
  return [
    publicRead({
      operation: verifyReceipt,
      async answer(db, { token }) {
        const name = openReceiptToken(custodian, token)
        const receipt = name === undefined ? undefined : verifiedReceipt(name.kind, await receiptFacts(db, name))
        return receipt ?? refuse('receipt-unknown')
      },
    }),
  ]
}

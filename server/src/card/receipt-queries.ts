import { dayOf } from '@yika/core/calendar/instant.ts'
import { verifiedReceipt } from '@yika/core/card/receipt.ts'
import { receiptPdf } from '@yika/core/card/schema.ts'
import { refuse } from '@yika/core/decision/decision.ts'
import { personsByIds } from '../holder/store.ts'
import type { Custodian } from '../kernel/custody/custodian.ts'
import { type Query, query } from '../kernel/query.ts'
import { receiptFacts } from './receipt-facts.ts'
import type { ReceiptPress } from './receipt-press.ts'
import { receiptNumber, receiptSheet } from './receipt-sheet.ts'
import { openReceiptToken } from './receipt-token.ts'

interface ReceiptQueryParts {
  readonly custodian: Custodian
  readonly press: ReceiptPress
  /** Where people reach the pages: there the code on the paper leads. */
  pagesAt(): string
}

/** Article 13: the paper about a deed, for whoever may read of it; the token alone opens nothing here. */
export function receiptQueries({ custodian, press, pagesAt }: ReceiptQueryParts): readonly Query[] {
  return [
    query({
      operation: receiptPdf,
      async load(db, reads) {
        const names = reads.map(({ input }) => openReceiptToken(custodian, input.token))
        const persons = await personsByIds(
          db,
          names.flatMap((name) => name?.personId ?? []),
        )
        return Promise.all(
          names.map(async (name) => {
            const person = persons.get(name?.personId ?? '')
            if (name === undefined || person === undefined) return undefined
            const facts = await receiptFacts(db, name)
            const receipt = verifiedReceipt(name.kind, facts)
            return receipt && { name, person, facts, receipt }
          }),
        )
      },
      subjects: (found) =>
        found === undefined
          ? refuse('receipt-unknown')
          : [{ personId: found.person.personId, district: found.person.district }],
      fields: ['name'],
      async answer(found, { token, paper, language, reveal }, reader) {
        if (found === undefined) throw new Error('answered without a receipt')
        const { name, person, facts, receipt } = found
        const { kind, id, at } = name
        const asked = reveal?.includes('name') ?? false
        const sheet = receiptSheet({
          ...{ paper, language, kind, receipt },
          number: receiptNumber(kind, id, facts),
          name: asked ? reader.show('name', person, person.sealed.name) : null,
          address: `${pagesAt()}/verify#${token}`,
        })
        const file = await press.print(sheet)
        return { fileName: `${sheet.title[language]} ${dayOf(at)}.pdf`, file: Buffer.from(file).toString('base64') }
      },
    }),
  ]
}

import { useRead } from '../client/use-calls.ts'
import { Asked } from '../ui/asked.tsx'
import { Facts } from '../ui/facts.tsx'
import { useMoments } from '../ui/moment.ts'
import { createWords, useSaid, useSay } from '../ui/words.ts'

const words = createWords('verified-receipt', {
  zh: {
    genuine: '是真的：这是我们出具的回执',
    compare: '请与纸上内容核对；如有不同，以这里为准。',
    kind: '种类',
    at: '生效时间',
    place: '办理渠道',
    office: '办理网点',
    state: '当时的状态',
    until: '有效至',
    card: '卡号后四位',
    print: '打印本页',
  },
  en: {
    genuine: 'Genuine: this receipt is ours',
    compare: 'Compare it with the paper; where they differ, this is right.',
    kind: 'Kind',
    at: 'In force since',
    place: 'Where',
    office: 'Outlet',
    state: 'State at that time',
    until: 'Until',
    card: 'Last four of the card number',
    print: 'Print this page',
  },
})

/** What is on record of the receipt: nothing about its holder, so that a finder learns nothing. */
export function VerifiedReceipt({ token }: { readonly token: string }) {
  const say = useSay(words)
  const said = useSaid()
  const moments = useMoments()
  const asked = useRead('card/verify-receipt', { token })
  return (
    <div className="stack" aria-live="polite">
      <Asked of={asked}>
        {(receipt) => (
          <section className="receipt">
            <div className="receipt-head">
              <h2>
                <span aria-hidden="true">✓ </span>
                {say('genuine')}
              </h2>
            </div>
            <Facts
              of={[
                [say('kind'), said(receipt.title)],
                [say('at'), <strong key="at">{moments.at(receipt.at)}</strong>],
                [say('place'), said(receipt.place)],
                [say('office'), receipt.office && said(receipt.office)],
                [say('state'), said(receipt.state)],
                [say('until'), receipt.until && moments.at(receipt.until)],
                [say('card'), receipt.cardNumberEnding && <code key="card">{receipt.cardNumberEnding}</code>],
              ]}
            />
            <p className="quiet small">{say('compare')}</p>
          </section>
        )}
      </Asked>
      {asked.data !== undefined && (
        <p className="no-print">
          <button className="button" type="button" onClick={() => window.print()}>
            {say('print')}
          </button>
        </p>
      )}
    </div>
  )
}

import type { ReactNode } from 'react'
import { Button } from './button.tsx'
import { Facts } from './facts.tsx'
import { ReceiptDownloads, type ReceiptRead } from './receipt-downloads.tsx'
import { VerificationCode } from './verification-code.tsx'
import { createWords, useSay } from './words.ts'

const words = createWords('receipt', {
  zh: {
    issuer: '社会保障卡管理 · 一卡',
    number: '回执编号',
    a4: '打印 A4',
    roll: '打印小票（80 毫米）',
    kept: '此回执由系统即时生成，可随时登录再次查看。',
  },
  en: {
    issuer: 'Social security card · Yika',
    number: 'Receipt number',
    a4: 'Print on A4',
    roll: 'Print on the 80 mm roll',
    kept: 'The receipt was made by the system at once; it can be read again whenever you sign in.',
  },
})

interface ReceiptProps {
  readonly title: string
  readonly number: string
  readonly facts: readonly (readonly [label: string, value: ReactNode])[]
  /** The token that the answer carried: drawn for a camera and typed out for a hand. */
  readonly verification?: string | undefined
  /** For whom and why the paper is drawn; on their own pages holders read about themselves. */
  readonly read?: ReceiptRead | undefined
  readonly children?: ReactNode
}

const ownAffairs: ReceiptRead = { purpose: 'own-affairs' }

/** Paper for the hand: what was done, when and where it took effect. */
export function Receipt({ title, number, facts, verification, read = ownAffairs, children }: ReceiptProps) {
  const say = useSay(words)
  const print = (paper: 'a4' | 'roll'): void => {
    document.documentElement.dataset['paper'] = paper
    window.print()
  }
  return (
    <section className="stack" aria-label={title}>
      <div className="receipt">
        <div className="receipt-head">
          <p className="receipt-issuer">{say('issuer')}</p>
          <p>{title}</p>
        </div>
        <Facts of={[[say('number'), <code key="number">{number}</code>], ...facts]} />
        {children}
        {verification !== undefined && <VerificationCode token={verification} />}
        <p className="quiet small">{say('kept')}</p>
      </div>
      <div className="row actions no-print">
        <Button onClick={() => print('a4')}>{say('a4')}</Button>
        <Button onClick={() => print('roll')}>{say('roll')}</Button>
      </div>
      {verification !== undefined && <ReceiptDownloads token={verification} read={read} />}
    </section>
  )
}

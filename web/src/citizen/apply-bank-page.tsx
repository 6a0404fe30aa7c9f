import { serviceOf } from '@yika/core/application/check-bank.ts'
import { useState } from 'react'
import { CheckField } from '../ui/check-field.tsx'
import { Notice } from '../ui/notice.tsx'
import { createWords, useSay } from '../ui/words.ts'
import { ApplyStep } from './apply-step.tsx'
import { chosen, fitsBank, useApplying } from './applying.ts'
import { BankChoice } from './bank-choice.tsx'

const words = createWords('apply-bank', {
  zh: {
    question: '由哪家银行发卡？',
    lead: '卡上的银行账户由您选择的银行开立。所有合作银行的社会保障功能都一样。',
    missing: '请选择一家银行。',
    closedMissing: '请先确认原账户的处理。',
    account: '原卡还有银行账户',
    accountAbout: '更换银行前，请到原银行销户，或让原银行把它转为普通账户。',
    closed: '原账户已经销户或转为普通账户',
  },
  en: {
    question: 'Which bank shall issue the card?',
    lead: 'The bank you choose opens the account of the card. The social-security function is the same with every bank.',
    missing: 'Choose a bank.',
    closedMissing: 'Confirm first what became of the old account.',
    account: 'Your present card has an account',
    accountAbout: 'Before a change of bank, have it closed or made an ordinary account at the old bank.',
    closed: 'The old account is closed, or is an ordinary account now',
  },
})

export function ApplyBankPage() {
  const say = useSay(words)
  const applying = useApplying()
  const { draft, change, answer } = applying
  const [fault, setFault] = useState<'missing' | 'closedMissing'>()
  return (
    <ApplyStep
      applying={applying}
      question={say('question')}
      lead={say('lead')}
      fault={fault === undefined ? undefined : say(fault)}
      onSubmit={(choices) => {
        const choice = chosen(draft, choices)
        const asksForClosing = choice?.reason === 'bank-change' && choice.accountOpen
        if (draft.bankId === undefined || !fitsBank(draft.bankId, draft, choices)) setFault('missing')
        else if (asksForClosing && draft.accountClosed !== true) setFault('closedMissing')
        else answer({}, choices)
      }}
    >
      {(choices) => {
        const choice = chosen(draft, choices)
        return (
          <>
            {choice?.reason === 'bank-change' && choice.accountOpen && (
              <Notice tone="warn" title={say('account')}>
                <p>{say('accountAbout')}</p>
                <CheckField
                  label={say('closed')}
                  checked={draft.accountClosed === true}
                  onValue={(accountClosed) => change({ accountClosed })}
                />
              </Notice>
            )}
            <BankChoice
              service={serviceOf[choice?.kind ?? 'first-issue']}
              oldBankId={choice?.oldBankId ?? null}
              onlyOthers={choice?.reason === 'bank-change'}
              value={draft.bankId ?? ''}
              onValue={(bankId) => {
                setFault(undefined)
                // Outlets belong to a bank: another bank asks for another outlet.
                const { outletId: _left, ...rest } = draft
                applying.replace(bankId === draft.bankId ? draft : { ...rest, bankId })
              }}
            />
          </>
        )
      }}
    </ApplyStep>
  )
}

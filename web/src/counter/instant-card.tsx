import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useClient } from '../client/client-context.tsx'
import type { Answer } from '../client/operations.ts'
import { type ReaderAnswer, useReader } from '../client/reader.ts'
import { useDo } from '../client/use-calls.ts'
import { Button } from '../ui/button.tsx'
import { Facts } from '../ui/facts.tsx'
import { TextField } from '../ui/field.tsx'
import { useKeys } from '../ui/keys.ts'
import { Notice } from '../ui/notice.tsx'
import { ReaderPanel } from '../ui/reader-panel.tsx'
import { readerFault, readerWords } from '../ui/reader-words.ts'
import { createWords, useSay } from '../ui/words.ts'
import { DeedDone } from './deed-done.tsx'
import { DeedPage } from './deed-page.tsx'
import { InstantFailed } from './instant-failed.tsx'
import { type InstantResult, makeCard } from './make-card.ts'
import type { Visit } from './visit.ts'

const words = createWords('instant-card', {
  zh: {
    title: '写入芯片',
    write: '写卡并回传',
    station: '把一张卡基放入制卡机，保持不动直到完成（约数秒）。',
    office: '芯片密钥由市局加密机直接加给芯片，本机和页面都不掌握密钥。',
    number: '卡号',
    batch: '批次',
    bank: '银行卡号（开户后由银行给出）',
    certificate: '证书序列号',
    bankWrong: '请填写 16 至 19 位数字。',
    certificateWrong: '请填写证书序列号（0–9、A–F）。',
    noReader: '请先连接读卡程序；模拟读卡器没有芯片，不能写卡。',
    writing: '正在写卡，请勿取出……',
    unsupported: '本机的读卡程序没有制卡机，不能写卡。可在下面登记制卡未成。',
    done: '卡片已制成',
    lead: '芯片已逐文件回读核对，并通过市局验证。',
    next: '请核对卡面后办理领卡。',
    account: '初始密码未随卡给出的，请办理密码重置。',
    collect: '办理领卡',
    spoiled: '未制成：此卡基计入废卡',
    spoiledLead: '原因：{{reason}}',
    again: '换一张卡基重做',
    keep: '请把坏卡单独存放，待两人销毁。',
  },
  en: {
    title: 'Write the chip',
    write: 'Write and report',
    station: 'Put a blank into the station and leave it there until it is done (a few seconds).',
    office: 'The keys go from the office straight into the chip; neither this machine nor the page holds one.',
    number: 'Card number',
    batch: 'Batch',
    bank: 'Bank card number (from the bank, once the account is open)',
    certificate: 'Serial number of the certificate',
    bankWrong: 'Enter 16 to 19 digits.',
    certificateWrong: 'Enter the serial number (0–9, A–F).',
    noReader: 'Connect the reader program first; a simulated reader has no chip to write.',
    writing: 'Writing; leave the card in …',
    unsupported:
      'The reader program of this machine has no station for blanks. Below it can be recorded that no card was made.',
    done: 'The card is made',
    lead: 'Every file of the chip was read back and compared, and the office has checked the chip.',
    next: 'Compare the face of the card, then hand it over.',
    account: 'Where no initial PIN comes with the card, start a PIN reset.',
    collect: 'Hand over the card',
    spoiled: 'Not made: the blank counts as spoiled',
    spoiledLead: 'Why: {{reason}}',
    again: 'Try another blank',
    keep: 'Keep the bad card apart until it is destroyed before two persons.',
  },
})

const unsupported = -13

interface InstantCardProps {
  readonly visit: Visit
  readonly begun: Answer<'production/issue-instantly'>
  readonly onAgain: () => void
}

/** M7.14: the chip is written by the program beside the reader; the page answers for the office and reports the result. */
export function InstantCard({ visit, begun, onAgain }: InstantCardProps) {
  const say = useSay(words)
  const reader = useSay(readerWords)
  const client = useClient()
  const { state } = useReader()
  const [form, setForm] = useState({ bankCardNumber: '', certificateSerial: '' })
  const [asked, setAsked] = useState(false)
  const report = useDo('production/return-instant-card')
  const { personId } = visit
  const { lineId, cardNumber, batchNumber } = begun
  const bankCardNumber = form.bankCardNumber.replaceAll(' ', '')
  const certificateSerial = form.certificateSerial.trim().toUpperCase()
  const bankFits = /^\d{16,19}$/.test(bankCardNumber)
  const certificateFits = /^[0-9A-F]{1,64}$/.test(certificateSerial)
  const write = useMutation<InstantResult | ReaderAnswer>({
    mutationFn: () => makeCard(client, { personId, lineId, bankCardNumber, certificateSerial }),
    onSuccess: (made) => 'made' in made && report.mutate({ personId, lineId, result: made }),
  })
  const fault = write.data !== undefined && 'code' in write.data ? write.data : undefined
  const written = write.data !== undefined && 'made' in write.data ? write.data : undefined

  if (report.isSuccess && report.variables.result.made) return <Made personId={personId} cardId={begun.cardId} />
  if (report.isSuccess) {
    const { result } = report.variables
    return (
      <DeedDone
        title={say('spoiled')}
        lead={say('spoiledLead', { reason: 'reason' in result ? result.reason : '' })}
        next={[say('keep')]}
      >
        <Again
          label={say('again')}
          onAgain={() => {
            report.reset()
            write.reset()
            onAgain()
          }}
        />
      </DeedDone>
    )
  }
  function submit() {
    setAsked(true)
    // Written already and not reported, because the network went: only the report is sent again.
    if (written !== undefined) report.mutate({ personId, lineId, result: written })
    else if (bankFits && certificateFits && state === 'connected') write.mutate()
  }
  return (
    <DeedPage
      title={say('title')}
      submit={say('write')}
      effects={[say('station'), say('office')]}
      busy={write.isPending || report.isPending}
      error={report.error}
      onSubmit={submit}
    >
      <Facts
        of={[
          [say('number'), <code key="number">{cardNumber}</code>],
          [say('batch'), <code key="batch">{batchNumber}</code>],
        ]}
      />
      <ReaderPanel />
      {asked && state !== 'connected' && (
        <Notice tone="bad">
          <p>{say('noReader')}</p>
        </Notice>
      )}
      <TextField
        label={say('bank')}
        inputMode="numeric"
        autoComplete="off"
        value={form.bankCardNumber}
        fault={asked && !bankFits ? say('bankWrong') : undefined}
        onValue={(value) => setForm({ ...form, bankCardNumber: value })}
      />
      <TextField
        label={say('certificate')}
        autoComplete="off"
        spellCheck={false}
        value={form.certificateSerial}
        fault={asked && !certificateFits ? say('certificateWrong') : undefined}
        onValue={(value) => setForm({ ...form, certificateSerial: value })}
      />
      <div role="status">{write.isPending && <p>{say('writing')}</p>}</div>
      {fault !== undefined && (
        <Notice tone="bad">
          <p>{fault.code === unsupported ? say('unsupported') : readerFault(reader, fault)}</p>
        </Notice>
      )}
      {report.error === null && (
        <InstantFailed
          busy={report.isPending || write.isPending}
          onFailed={(reason) => report.mutate({ personId, lineId, result: { made: false, reason } })}
        />
      )}
    </DeedPage>
  )
}

function Made({ personId, cardId }: { readonly personId: string; readonly cardId: string }) {
  const say = useSay(words)
  const navigate = useNavigate()
  const collect = () => void navigate({ to: '/person/$personId/cards/$cardId/collect', params: { personId, cardId } })
  useKeys([{ key: 'F6', label: say('collect'), run: collect }])
  return (
    <DeedDone title={say('done')} lead={say('lead')} next={[say('next'), say('account')]}>
      <p>
        <Button look="main" onClick={collect}>
          {say('collect')} <kbd>F6</kbd>
        </Button>
      </p>
    </DeedDone>
  )
}

function Again({ label, onAgain }: { readonly label: string; readonly onAgain: () => void }) {
  useKeys([{ key: 'F9', label, run: onAgain }])
  return (
    <p>
      <Button look="main" onClick={onAgain}>
        {label} <kbd>F9</kbd>
      </Button>
    </p>
  )
}

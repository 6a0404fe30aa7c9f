import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useDo } from '../client/use-calls.ts'
import { useDraft } from '../client/use-draft.ts'
import { Asked } from '../ui/asked.tsx'
import { Empty } from '../ui/empty.tsx'
import { Facts } from '../ui/facts.tsx'
import { TextField } from '../ui/field.tsx'
import { useMoments } from '../ui/moment.ts'
import { Page } from '../ui/page.tsx'
import { createWords, useSay } from '../ui/words.ts'
import { DeskDone } from './desk-done.tsx'
import { DeskQuestion } from './desk-question.tsx'
import { deskWords } from './desk-words.ts'
import { OfficeOnly } from './office-only.tsx'
import { PlaceName } from './place-name.tsx'
import { StaffWho } from './staff-who.tsx'
import { type Transfer, useTransfers } from './use-stock.ts'
import { wholeNumber } from './whole-number.ts'

const words = createWords('receive-blanks', {
  zh: {
    title: '清点签收卡基',
    lead: '请逐张清点后填写实收张数；签收即表示您对这些卡基负责。',
    gone: '此移交已签收或不存在。请返回查看最新清单。',
    offered: '移出张数',
    from: '移出方',
    by: '移出人',
    at: '移出时间',
    received: '实收张数',
    differs: '与移出的 {{offered}} 张不同，请说明原因',
    submit: '签收',
    done: '已签收',
    lead2: '实收 {{received}} 张，已计入本网点账目。',
    equal: '与移出张数一致。',
    difference: '与移出张数相差 {{count}} 张，已记录，市局会核查。',
  },
  en: {
    title: 'Count and sign for blanks',
    lead: 'Count them one by one, then enter how many there are. By signing you answer for them.',
    gone: 'This hand-over has been signed for, or does not exist. Go back to the list as it is now.',
    offered: 'Handed over',
    from: 'From',
    by: 'By',
    at: 'When',
    received: 'Received',
    differs: 'That is not the {{offered}} that were handed over: say why',
    submit: 'Sign',
    done: 'Signed for',
    lead2: '{{received}} received and entered in the books of this outlet.',
    equal: 'As many as were handed over.',
    difference: 'A difference of {{count}} is on record; the bureau will look into it.',
  },
})

export function ReceiveBlanksPage() {
  const say = useSay(words)
  const { transferId } = useParams({ strict: false }) as { transferId: string }
  return (
    <OfficeOnly title={say('title')}>{(placeId) => <Found transferId={transferId} placeId={placeId} />}</OfficeOnly>
  )
}

function Found({ transferId, placeId }: { readonly transferId: string; readonly placeId: string }) {
  const say = useSay(words)
  const asked = useTransfers(placeId)
  // Signed for, it leaves the list; what was to be signed is still shown.
  const [known, setKnown] = useState<Transfer>()
  const found = asked.data?.transfers.find((one) => one.transferId === transferId && one.received === null)
  if (known === undefined && found !== undefined) setKnown(found)
  if (known !== undefined) return <Sign transfer={known} />
  return (
    <Page title={say('title')} narrow>
      <Asked of={asked}>{() => <Empty text={say('gone')} />}</Asked>
    </Page>
  )
}

function Sign({ transfer }: { readonly transfer: Transfer }) {
  const say = useSay(words)
  const desk = useSay(deskWords)
  const moments = useMoments()
  const { transferId, offered, fromPlaceId, toPlaceId, offeredBy, changedAt } = transfer
  const [form, setForm, forget] = useDraft(`receive-blanks.${transferId}`, { received: '', reason: '' })
  const [asked, setAsked] = useState(false)
  const receive = useDo('production/receive-blanks')
  const received = wholeNumber(form.received)
  const differs = received !== undefined && received !== offered
  const reason = form.reason.trim()

  if (receive.isSuccess) {
    const { difference } = receive.data
    return (
      <DeskDone
        title={say('done')}
        lead={say('lead2', { received: receive.variables.received })}
        next={[difference === 0 ? say('equal') : say('difference', { count: Math.abs(difference) })]}
        back="/stock"
      />
    )
  }
  function submit(): void {
    setAsked(true)
    if (received === undefined || (differs && reason === '')) return
    receive.mutate(
      { transferId, received, ...(differs ? { differenceReason: reason } : {}) },
      { onSuccess: () => forget() },
    )
  }
  return (
    <DeskQuestion
      question={say('title')}
      lead={say('lead')}
      submit={say('submit')}
      back="/stock"
      busy={receive.isPending}
      error={receive.error}
      onSubmit={submit}
    >
      <Facts
        of={[
          [say('offered'), offered],
          [say('from'), <PlaceName key="from" placeId={fromPlaceId} own={toPlaceId} />],
          [say('by'), <StaffWho key="by" id={offeredBy} />],
          [say('at'), moments.at(changedAt)],
        ]}
      />
      <TextField
        label={say('received')}
        inputMode="numeric"
        autoComplete="off"
        value={form.received}
        fault={asked && received === undefined ? desk('wholeNumber') : undefined}
        onValue={(value) => setForm({ ...form, received: value })}
      />
      {differs && (
        <TextField
          label={say('differs', { offered })}
          value={form.reason}
          maxLength={200}
          fault={asked && reason === '' ? desk('reasonMissing') : undefined}
          onValue={(value) => setForm({ ...form, reason: value })}
        />
      )}
    </DeskQuestion>
  )
}

import { useState } from 'react'
import { SelectField, TextField } from '../ui/field.tsx'
import { createWords, useSay } from '../ui/words.ts'
import type { BlankStock } from './blanks-page.tsx'
import { useColleague } from './colleague.ts'
import { Deed } from './deed.tsx'
import { useOtherOrganisations } from './organisation-name.ts'
import { OutletField } from './outlet-field.tsx'
import { wholeNumber } from './whole-number.ts'

const words = createWords('blank-deeds', {
  zh: {
    offer: '移交',
    offerWhat: '您签字交出；对方清点签收后，数量才进入对方库存。数量不符须写明原因。',
    to: '交给',
    factory: '制卡厂',
    outlet: '银行网点',
    maker: '制卡厂',
    choose: '请选择',
    offered: '已移交，等待对方签收。',
    spoil: '登记废卡基',
    spoilWhat: '这些卡基不能再用，须留存至双人销毁。',
    spoiled: '已登记，在库 {{count}} 张。',
    propose: '提出销毁',
    proposeWhat: '您是两人中的第一人。另一位在场清点后确认，才记为已销毁。可销毁 {{held}} 张。',
    proposed: '已提出销毁 {{count}} 张，等待第二人确认。',
    confirm: '确认销毁',
    confirmWhat: '您是第二人，已在场清点 {{count}} 张废卡基并看着销毁。该记录不能撤回。',
    confirmed: '已销毁 {{count}} 张。',
    decline: '不同意或撤回销毁',
    declineWhat: '销毁提议作废，废卡基继续留存。您提出的为撤回，他人提出的为不同意。',
    declined: '销毁提议已作废，涉及 {{count}} 张。',
    close: '日终盘点',
    closeWhat: '按实物清点的数量登记；与账面不符的差异须由另一人处理。',
    counted: '实物数量（张）',
    closed: '盘点完成：账面 {{expected}} 张，差异 {{difference}}。',
    settle: '处理盘点差异',
    settleWhat: '您是第二人。差异 {{difference}} 记入短缺，账面调整为实物数量。',
    settled: '差异已处理，在库 {{count}} 张。',
    second: '由您登记，须由另一人办理下一步（第十四条）。',
    count: '数量（张）',
    reason: '原因',
    wrong: '请把各项填写完整，数量应大于 0。',
    countWrong: '请填写数量。',
  },
  en: {
    offer: 'Hand over',
    offerWhat:
      'You sign as the giver; only when the other side has counted and signed do the blanks count as theirs. Differences need a reason.',
    to: 'To',
    factory: 'a factory',
    outlet: 'an outlet of a bank',
    maker: 'Factory',
    choose: 'Choose',
    offered: 'Handed over; the receiver has to sign.',
    spoil: 'Record spoiled blanks',
    spoilWhat: 'They cannot be used any more and are kept until two people destroy them.',
    spoiled: 'Recorded; {{count}} on hand.',
    propose: 'Propose destruction',
    proposeWhat:
      'You are the first of two. They count as destroyed when the second has counted them and confirms. {{held}} can be destroyed.',
    proposed: 'Proposed for {{count}}; a second person has to confirm.',
    confirm: 'Confirm destruction',
    confirmWhat:
      'You are the second person, have counted {{count}} spoiled blanks and seen them destroyed. It cannot be taken back.',
    confirmed: '{{count}} destroyed.',
    decline: 'Decline or withdraw the destruction',
    declineWhat:
      'The proposal is void and the spoiled blanks are kept. Your own is withdrawn by it, one of somebody else declined.',
    declined: 'The proposal for {{count}} blanks is void.',
    close: 'Count of the day',
    closeWhat: 'Enter what lies there; a difference from the books is settled by another person.',
    counted: 'Blanks counted',
    closed: 'Counted: {{expected}} by the books, difference {{difference}}.',
    settle: 'Settle the difference',
    settleWhat: 'You are the second person. The difference of {{difference}} goes to the books as missing.',
    settled: 'Settled; {{count}} on hand.',
    second: 'You took the first step: another person has to take the next (Article 14).',
    count: 'Number of blanks',
    reason: 'Reason',
    wrong: 'Fill in everything; the number has to be above 0.',
    countWrong: 'Enter the number.',
  },
})

interface BlankDeedsProps {
  readonly of: BlankStock
  readonly onDone: (text: string) => void
}

/** What may be done with the blanks of a place, as its books stand. */
export function BlankDeeds({ of: stock, onDone }: BlankDeedsProps) {
  const say = useSay(words)
  const { own } = useColleague()
  const makers = useOtherOrganisations()
  const [count, setCount] = useState('')
  const [reason, setReason] = useState('')
  const [to, setTo] = useState<'factory' | 'outlet'>('factory')
  const [makerId, setMaker] = useState('')
  const [place, setPlace] = useState({ bankId: '', officeId: '' })
  const begin = () => {
    setCount('')
    setReason('')
  }
  const { placeId, onHand, spoiled, destroyed, destructionCount, difference } = stock
  const held = spoiled - destroyed
  const number = wholeNumber(count)
  const counted = number === undefined || number === 0 ? undefined : number
  const toPlaceId = to === 'factory' ? makerId : place.officeId
  const mustWait =
    (destructionCount !== null && stock.destructionProposedBy === own) || (difference !== 0 && stock.countedBy === own)
  return (
    <div className="stack">
      {mustWait && <p className="quiet">{say('second')}</p>}
      <div className="row actions">
        {difference !== 0 && stock.countedBy !== own && (
          <Deed
            name="production/settle-stock-difference"
            look="main"
            label={say('settle')}
            consequence={say('settleWhat', { difference })}
            input={() => (reason.trim() === '' ? say('wrong') : { placeId, reason: reason.trim() })}
            onBegin={begin}
            onDone={(answer) => onDone(say('settled', { count: answer.onHand }))}
          >
            <TextField label={say('reason')} value={reason} maxLength={200} onValue={setReason} />
          </Deed>
        )}
        {destructionCount !== null && stock.destructionProposedBy !== own && (
          <Deed
            name="production/confirm-blank-destruction"
            look="grave"
            label={say('confirm')}
            consequence={say('confirmWhat', { count: destructionCount })}
            input={() => ({ placeId })}
            onBegin={begin}
            onDone={(answer) => onDone(say('confirmed', { count: answer.destroyed }))}
          />
        )}
        {destructionCount !== null && (
          <Deed
            name="production/decline-blank-destruction"
            label={say('decline')}
            consequence={say('declineWhat')}
            input={() => (reason.trim() === '' ? say('wrong') : { placeId, reason: reason.trim() })}
            onBegin={begin}
            onDone={(answer) => onDone(say('declined', { count: answer.declined }))}
          >
            <TextField label={say('reason')} value={reason} maxLength={200} onValue={setReason} />
          </Deed>
        )}
        {onHand > 0 && (
          <Deed
            name="production/offer-blanks"
            look="main"
            label={say('offer')}
            consequence={say('offerWhat')}
            input={() =>
              counted === undefined || toPlaceId === ''
                ? say('wrong')
                : { placeId, toPlaceId, toPlaceKind: to, count: counted }
            }
            onBegin={begin}
            onDone={() => onDone(say('offered'))}
          >
            <SelectField
              label={say('to')}
              value={to}
              options={(['factory', 'outlet'] as const).map((value) => ({ value, label: say(value) }))}
              onValue={(value) => setTo(value === 'outlet' ? 'outlet' : 'factory')}
            />
            {to === 'factory' ? (
              <SelectField
                label={say('maker')}
                value={makerId}
                options={makers}
                any={say('choose')}
                onValue={setMaker}
              />
            ) : (
              <OutletField {...place} onValue={setPlace} />
            )}
            <TextField label={say('count')} inputMode="numeric" value={count} onValue={setCount} />
          </Deed>
        )}
        {onHand > 0 && (
          <Deed
            name="production/spoil-blanks"
            label={say('spoil')}
            consequence={say('spoilWhat')}
            input={() =>
              counted === undefined || reason.trim() === ''
                ? say('wrong')
                : { placeId, count: counted, reason: reason.trim() }
            }
            onBegin={begin}
            onDone={(answer) => onDone(say('spoiled', { count: answer.onHand }))}
          >
            <TextField label={say('count')} inputMode="numeric" value={count} onValue={setCount} />
            <TextField label={say('reason')} value={reason} maxLength={200} onValue={setReason} />
          </Deed>
        )}
        {held > 0 && destructionCount === null && (
          <Deed
            name="production/propose-blank-destruction"
            look="grave"
            label={say('propose')}
            consequence={say('proposeWhat', { held })}
            input={() => (counted === undefined ? say('wrong') : { placeId, count: counted })}
            onBegin={begin}
            onDone={(answer) => onDone(say('proposed', { count: answer.proposed }))}
          >
            <TextField label={say('count')} inputMode="numeric" value={count} onValue={setCount} />
          </Deed>
        )}
        <Deed
          name="production/close-stock-day"
          label={say('close')}
          consequence={say('closeWhat')}
          input={() => (number === undefined ? say('countWrong') : { placeId, counted: number })}
          onBegin={begin}
          onDone={(answer) => onDone(say('closed', answer))}
        >
          <TextField label={say('counted')} inputMode="numeric" value={count} onValue={setCount} />
        </Deed>
      </div>
    </div>
  )
}

import { useParams } from '@tanstack/react-router'
import { dutyNotice } from '@yika/core/card/duty-notice.ts'
import { useState } from 'react'
import { useAsk, useDo } from '../client/use-calls.ts'
import { Asked } from '../ui/asked.tsx'
import { Button } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { TextField } from '../ui/field.tsx'
import { useMoments } from '../ui/moment.ts'
import { Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { ProblemNotice } from '../ui/problem-notice.tsx'
import { QuestionPage } from '../ui/question-page.tsx'
import { createWords, useSay } from '../ui/words.ts'
import { CardEnabled } from './card-enabled.tsx'
import { ReadNotice } from './read-notice.tsx'

const words = createWords('enable-card', {
  zh: {
    title: '启用社会保障功能',
    readLead: '先阅读须知，再获取发到登记手机的验证码。',
    duty: '持卡须知',
    agree: '我已阅读',
    missing: '请先阅读须知并勾选。',
    send: '获取验证码',
    codeQuestion: '输入卡号和验证码',
    codeLead: '卡片请拿在手上。验证码已发到登记的手机，{{until}} 前有效，不要告诉任何人。',
    number: '社会保障卡号',
    numberHint: '卡面上的 9 位号码',
    numberMissing: '请输入卡面上的 9 位号码。',
    code: '验证码',
    codeHint: '6 位数字',
    codeMissing: '请输入 6 位数字的验证码。',
    wrong: '卡号或验证码不对，还可以试 {{count}} 次。',
    none: '验证码已失效，请重新获取。',
    again: '重新获取验证码',
    submit: '启用',
    over: '这张卡现在不需要启用。',
  },
  en: {
    title: 'Enable the social-security function',
    readLead: 'Read the notice first; then a code is sent to the phone on record.',
    duty: 'What a holder has to know',
    agree: 'I have read this',
    missing: 'Read the notice and tick it first.',
    send: 'Send the code',
    codeQuestion: 'Enter card number and code',
    codeLead:
      'Have the card in your hand. The code was sent to the phone on record; it is good until {{until}}. Tell it to nobody.',
    number: 'Social security card number',
    numberHint: 'The 9 characters on the card',
    numberMissing: 'Enter the 9 characters on the card.',
    code: 'Code',
    codeHint: 'Six digits',
    codeMissing: 'Enter the six digits of the code.',
    wrong: 'Card number or code is wrong; {{count}} tries are left.',
    none: 'The code is spent: ask for a new one.',
    again: 'Send a new code',
    submit: 'Enable the card',
    over: 'This card does not have to be enabled now.',
  },
})

/** Article 7: switched on by whoever has the card in the hand and the registered phone; the notice is read before (M9.1). */
export function EnableCardPage() {
  const say = useSay(words)
  const { personId, cardId } = useParams({ strict: false }) as { personId: string; cardId: string }
  const asked = useAsk('card/card', { personId, cardId, purpose: 'own-affairs' })
  const enable = useDo('card/enable-social')
  const [until, setUntil] = useState<string>()
  if (enable.data?.outcome === 'enabled') {
    return <CardEnabled personId={personId} cardId={cardId} endedOld={enable.data.endedCardIds.length > 0} />
  }
  if (asked.data?.actions.includes('enable-social') !== true) {
    return (
      <Page title={say('title')} narrow>
        <Asked of={asked}>{() => <Empty text={say('over')} />}</Asked>
      </Page>
    )
  }
  return until === undefined ? (
    <Reading personId={personId} cardId={cardId} onSent={setUntil} />
  ) : (
    <Proving personId={personId} cardId={cardId} until={until} enable={enable} onSent={setUntil} />
  )
}

interface ReadingProps {
  readonly personId: string
  readonly cardId: string
  readonly onSent: (until: string) => void
}

function Reading({ personId, cardId, onSent }: ReadingProps) {
  const say = useSay(words)
  const [read, setRead] = useState(false)
  const [fault, setFault] = useState(false)
  const sendCode = useDo('card/send-enable-code')
  return (
    <QuestionPage
      question={say('title')}
      lead={say('readLead')}
      submit={say('send')}
      fault={fault && !read ? say('missing') : undefined}
      busy={sendCode.isPending}
      error={sendCode.error}
      onSubmit={() =>
        read ? sendCode.mutate({ personId, cardId }, { onSuccess: ({ until }) => onSent(until) }) : setFault(true)
      }
    >
      <ReadNotice title={say('duty')} of={dutyNotice} agree={say('agree')} read={read} onRead={setRead} />
    </QuestionPage>
  )
}

interface ProvingProps extends ReadingProps {
  readonly until: string
  readonly enable: ReturnType<typeof useDo<'card/enable-social'>>
}

/** Neither number nor code is kept anywhere: they are a proof of this moment. */
function Proving({ personId, cardId, until, enable, onSent }: ProvingProps) {
  const say = useSay(words)
  const moments = useMoments()
  const [cardNumber, setCardNumber] = useState('')
  const [code, setCode] = useState('')
  const [tried, setTried] = useState(false)
  const sendCode = useDo('card/send-enable-code')
  const number = cardNumber.replaceAll(/\s/g, '').toUpperCase()
  const numberWrong = !/^[0-9A-Z]{9,12}$/.test(number)
  const codeWrong = !/^\d{6}$/.test(code.trim())
  const triesLeft = enable.data?.triesLeft
  const spent = triesLeft === 0
  return (
    <QuestionPage
      question={say('codeQuestion')}
      lead={say('codeLead', { until: moments.at(until) })}
      submit={say('submit')}
      busy={enable.isPending}
      error={enable.error}
      onSubmit={() => {
        setTried(true)
        if (numberWrong || codeWrong) return
        enable.mutate({
          ...{ personId, cardId, cardNumber: number, code: code.trim() },
          channel: 'web',
          dutyNoticeVersion: dutyNotice.version,
        })
      }}
    >
      {sendCode.error !== null && <ProblemNotice error={sendCode.error} />}
      {triesLeft !== undefined && !enable.isPending && (
        <Notice tone="bad" title={spent ? say('none') : say('wrong', { count: triesLeft })} />
      )}
      <TextField
        label={say('number')}
        hint={say('numberHint')}
        fault={tried && numberWrong ? say('numberMissing') : undefined}
        value={cardNumber}
        onValue={setCardNumber}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        className="number"
      />
      <TextField
        label={say('code')}
        hint={say('codeHint')}
        fault={tried && codeWrong ? say('codeMissing') : undefined}
        value={code}
        onValue={setCode}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={6}
        className="number"
      />
      <p>
        <Button
          look="plain"
          busy={sendCode.isPending}
          onClick={() =>
            sendCode.mutate(
              { personId, cardId },
              {
                onSuccess: (sent) => {
                  enable.reset()
                  setCode('')
                  onSent(sent.until)
                },
              },
            )
          }
        >
          {say('again')}
        </Button>
      </p>
    </QuestionPage>
  )
}

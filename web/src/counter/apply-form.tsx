import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { useSession } from '../client/client-context.tsx'
import type { Answer } from '../client/operations.ts'
import type { useDo } from '../client/use-calls.ts'
import { useDraft } from '../client/use-draft.ts'
import { Button } from '../ui/button.tsx'
import { Choice } from '../ui/choice.tsx'
import { TextField } from '../ui/field.tsx'
import { useKeys } from '../ui/keys.ts'
import { Notice } from '../ui/notice.tsx'
import { ProblemNotice } from '../ui/problem-notice.tsx'
import { createWords, useSaid, useSay } from '../ui/words.ts'
import { ApplyAnswers } from './apply-answers.tsx'
import { type ApplyDraft, missingOf, wishOf } from './apply-draft.ts'
import { deedWords } from './deed-words.ts'
import { DutyNotice } from './duty-notice.tsx'
import { GuardianConsent } from './guardian-consent.tsx'
import { PhotoField } from './photo-field.tsx'
import { reasonWords } from './reason-words.ts'
import { SamePersonCheck } from './same-person-check.tsx'
import { useBack } from './use-back.ts'
import { nameOnDocument, type Visit } from './visit.ts'
import { WayField } from './way-field.tsx'

export type Choices = Answer<'application/application-choices'>

const words = createWords('apply-form', {
  zh: {
    reason: '办理什么',
    barred: '暂不能办理的种类及原因',
    photo: '照片',
    photoThere: '在档照片合格，可直接使用；也可换一张。',
    name: '姓名（照证件逐字填写）',
    nameHint: '系统与登记的姓名比对。',
    closed: '旧卡的银行账户已由持卡人销户',
    check: '核对后提交',
    send: '提交申领',
    sending: '正在提交……',
    edit: '返回修改',
    missing: '还缺：{{list}}',
    missingPhoto: '合格的照片',
    missingSame: '确认是同一人',
    missingName: '姓名',
    missingBank: '银行',
    missingOutlet: '领卡网点',
    missingDuty: '出示告知',
    missingConsent: '监护人同意',
    missingClosed: '旧账户销户',
    answers: '请核对，无误后提交',
    nothing: '此人现在没有可以申领的种类。',
  },
  en: {
    reason: 'What for',
    barred: 'Not possible now, and why',
    photo: 'Photo',
    photoThere: 'The photo on file will do; another one can be taken.',
    name: 'Name, exactly as on the document',
    nameHint: 'It is held against the name in the register.',
    closed: 'The holder has closed the account of the old card',
    check: 'Check, then send',
    send: 'Send the application',
    sending: 'Sending …',
    edit: 'Change something',
    missing: 'Still missing: {{list}}',
    missingPhoto: 'a photo that will do',
    missingSame: 'that it is the same person',
    missingName: 'the name',
    missingBank: 'the bank',
    missingOutlet: 'the outlet for collection',
    missingDuty: 'that the notice was shown',
    missingConsent: 'the consent of the guardian',
    missingClosed: 'the closed account',
    answers: 'Check the answers, then send',
    nothing: 'There is nothing this person can apply for now.',
  },
})

interface ApplyFormProps {
  readonly visit: Visit
  readonly choices: Choices
  readonly apply: ReturnType<typeof useDo<'application/apply-for-card'>>
}

export function ApplyForm({ visit, choices, apply }: ApplyFormProps) {
  const say = useSay(words)
  const reasonSay = useSay(reasonWords)
  const deed = useSay(deedWords)
  const said = useSaid()
  const session = useSession()
  const navigate = useNavigate()
  const back = useBack()
  const { personId, visitId } = visit
  const open = choices.choices.filter(({ refusal }) => refusal === null)
  const closed = choices.choices.filter(({ refusal }) => refusal !== null)
  const [draft, setDraft, forget] = useDraft<ApplyDraft>(`${visitId}.apply`, {
    reason: open[0]?.reason ?? 'first',
    name: nameOnDocument(visit),
    bankId: session?.bankId ?? '',
    delivery: 'outlet',
    outletId: session?.bankId === null ? '' : (session?.officeId ?? ''),
    samePerson: false,
    oldClosed: false,
    consent: false,
    dutyShown: false,
  })
  const [checking, setChecking] = useState(false)
  const [tried, setTried] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const set = (change: Partial<ApplyDraft>) => setDraft({ ...draft, ...change })
  const chosen = open.find(({ reason }) => reason === draft.reason) ?? open[0]
  useEffect(() => {
    // Whoever comes here by a key goes on by keys: the first control is next.
    if (!checking) form.current?.querySelector<HTMLElement>('input[type=radio]:checked')?.focus()
  }, [checking])

  const missing = chosen === undefined ? [] : missingOf(draft, chosen, choices)
  function next(): void {
    if (apply.isPending || chosen === undefined) return
    setTried(true)
    const complete = missing.length === 0
    setChecking(complete)
    if (!complete || !checking) return
    apply.mutate(wishOf(personId, draft, chosen, choices), {
      onSuccess: ({ applicationId }) => {
        forget()
        void navigate({
          to: '/person/$personId/applications/$applicationId',
          params: { personId, applicationId },
          replace: true,
        })
      },
    })
  }
  useKeys([
    { key: 'F9', label: say(checking ? 'send' : 'check'), run: next },
    checking
      ? { key: 'Escape', label: say('edit'), run: () => setChecking(false) }
      : { key: 'Escape', label: deed('back'), run: back },
  ])
  if (chosen === undefined) {
    return (
      <Notice tone="warn" title={say('nothing')}>
        <Barred closed={closed} />
      </Notice>
    )
  }
  return (
    <form
      ref={form}
      className="stack stack-wide"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        next()
      }}
    >
      {apply.error !== null && <ProblemNotice error={apply.error} />}
      {tried && missing.length > 0 && (
        <Notice tone="bad" title={say('missing', { list: missing.map((one) => say(`missing${one}`)).join('、') })} />
      )}
      {checking ? (
        <section className="panel">
          <h2>{say('answers')}</h2>
          <ApplyAnswers visit={visit} draft={draft} choice={chosen} photoId={choices.photo.photoId} />
        </section>
      ) : (
        <div className="split">
          <section className="panel">
            <Choice
              legend={say('reason')}
              value={chosen.reason}
              options={open.map(({ reason }) => ({ value: reason, label: reasonSay(reason) }))}
              onValue={(reason) => set({ reason })}
            />
            {closed.length > 0 && (
              <details className="barred">
                <summary>{say('barred')}</summary>
                <Barred closed={closed} />
              </details>
            )}
            {chosen.reason === 'bank-change' && chosen.accountOpen && (
              <label className="check">
                <input
                  type="checkbox"
                  checked={draft.oldClosed}
                  onChange={({ target }) => set({ oldClosed: target.checked })}
                />
                {say('closed')}
              </label>
            )}
            <TextField
              label={say('name')}
              hint={say('nameHint')}
              autoComplete="off"
              spellCheck={false}
              maxLength={100}
              value={draft.name}
              onValue={(name) => set({ name })}
            />
            <WayField draft={draft} minor={choices.minor} onChange={set} />
            {choices.consentVersion !== null && (
              <GuardianConsent agreed={draft.consent} onAgreed={(consent) => set({ consent })} />
            )}
          </section>
          <div className="stack">
            <section className="panel">
              <h2>{say('photo')}</h2>
              {choices.photo.refusal === null ? (
                <p>✓ {say('photoThere')}</p>
              ) : (
                <Notice tone="warn" title={said(choices.photo.refusal)}>
                  <p>{said(choices.photo.refusal.remedy)}</p>
                </Notice>
              )}
              <PhotoField visit={visit} />
              <SamePersonCheck
                visit={visit}
                photoId={choices.photo.photoId}
                same={draft.samePerson}
                onSame={(samePerson) => set({ samePerson })}
              />
            </section>
            <DutyNotice shown={draft.dutyShown} onShown={(dutyShown) => set({ dutyShown })} />
          </div>
        </div>
      )}
      <div className="row actions">
        <Button type="submit" look="main" busy={apply.isPending}>
          {apply.isPending ? say('sending') : say(checking ? 'send' : 'check')} <kbd>F9</kbd>
        </Button>
        <Button onClick={checking ? () => setChecking(false) : back}>
          {checking ? say('edit') : deed('back')} <kbd>Esc</kbd>
        </Button>
      </div>
    </form>
  )
}

function Barred({ closed }: { readonly closed: Choices['choices'] }) {
  const reason = useSay(reasonWords)
  const said = useSaid()
  return (
    <dl className="facts small">
      {closed.map((one) => (
        <div key={one.reason} style={{ display: 'contents' }}>
          <dt>{reason(one.reason)}</dt>
          <dd>{one.refusal !== null && said(one.refusal)}</dd>
        </div>
      ))}
    </dl>
  )
}

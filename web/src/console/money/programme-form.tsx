import { useNavigate } from '@tanstack/react-router'
import { addDays, dayOf, instantOf } from '@yika/core/calendar/instant.ts'
import { type GroundKind, groundKindNames, groundKinds } from '@yika/core/holder/ground.ts'
import { fenOfYuan } from '@yika/core/ledger/fen-of-yuan.ts'
import { type FormEvent, useState } from 'react'
import type { Answer, Input } from '../../client/operations.ts'
import { useDo } from '../../client/use-calls.ts'
import { useDraft } from '../../client/use-draft.ts'
import { Button } from '../../ui/button.tsx'
import { CheckField } from '../../ui/check-field.tsx'
import { TextField } from '../../ui/field.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { createWords, useSaid, useSay } from '../../ui/words.ts'
import { wholeNumber } from '../whole-number.ts'
import { useConditionText } from './condition-text.ts'

type Programme = Answer<'settlement/benefit-programmes'>['programmes'][number]
type Condition = Input<'settlement/publish-benefit-programme'>['condition']

const words = createWords('programme-form', {
  zh: {
    id: '项目代码（小写字母、数字和连字符）',
    zhName: '中文名称',
    enName: '英文名称',
    legal: '法律或文件依据',
    verified: '有本市正式文件依据',
    from: '生效日期',
    until: '终止日期（可空）',
    payday: '每月发放日',
    most: '每笔最多（元）',
    who: '发给谁（须同时满足）',
    kept: '现有条件：{{condition}}。改动下列任何一项，即以下列条件代替。',
    ageFrom: '年满（周岁，可空）',
    ageBelow: '未满（周岁，可空）',
    residence: '在本市居住',
    grounds: '登记有下列之一（可不选）',
    becomes: '条件：{{condition}}',
    missing: '请填写代码、名称、依据、生效日期、发放日（1 至 31）和每笔最多金额。',
    send: '提交，等待另一人批准',
    busy: '正在提交……',
  },
  en: {
    id: 'Code (small letters, digits, hyphens)',
    zhName: 'Name in Chinese',
    enName: 'Name in English',
    legal: 'Legal basis',
    verified: 'An official text of this city says so',
    from: 'From',
    until: 'Until (may be empty)',
    payday: 'Payday, day of the month',
    most: 'One line at most (yuan)',
    who: 'Who gets it (all of this)',
    kept: 'Now: {{condition}}. If you change anything below, what stands below takes its place.',
    ageFrom: 'Aged at least (may be empty)',
    ageBelow: 'Younger than (may be empty)',
    residence: 'Resident of the city',
    grounds: 'On record with one of these (may be none)',
    becomes: 'Condition: {{condition}}',
    missing: 'Enter code, names, legal basis, first day, payday (1 to 31) and the most of one line.',
    send: 'Send for another person to approve',
    busy: 'Sending …',
  },
})

interface Entered {
  readonly programmeId: string
  readonly zh: string
  readonly en: string
  readonly legalBasis: string
  readonly verified: boolean
  readonly from: string
  readonly until: string
  readonly payday: string
  readonly most: string
  /** Undefined while the condition stays as it was. */
  readonly who?: Who
}

interface Who {
  readonly ageFrom: string
  readonly ageBelow: string
  readonly residence: boolean
  readonly grounds: readonly GroundKind[]
}

const nobodyNamed: Who = { ageFrom: '', ageBelow: '', residence: false, grounds: [] }
const lastPayday = 31

interface ProgrammeFormProps {
  readonly known: Programme | undefined
  readonly department: string
}

export function ProgrammeForm({ known, department }: ProgrammeFormProps) {
  const say = useSay(words)
  const said = useSaid()
  const navigate = useNavigate()
  const conditionText = useConditionText()
  const publish = useDo('settlement/publish-benefit-programme')
  const [entered, setEntered, forget] = useDraft<Entered>(`programme.${known?.programmeId ?? 'new'}`, enteredOf(known))
  const [missing, setMissing] = useState(false)
  const change = (changed: Partial<Entered>) => setEntered({ ...entered, ...changed })
  const who = entered.who ?? nobodyNamed
  const changeWho = (changed: Partial<Who>) => change({ who: { ...who, ...changed } })
  const condition = entered.who === undefined ? (known?.condition ?? null) : conditionOf(entered.who)
  const send = (event: FormEvent) => {
    event.preventDefault()
    const payday = wholeNumber(entered.payday) ?? 0
    const mostFen = fenOfYuan(entered.most) ?? 0
    const { programmeId, zh, en, legalBasis, from, until, verified } = entered
    const absent = [programmeId, zh, en, legalBasis, from].some((text) => text.trim() === '')
    const wrong = absent || payday < 1 || payday > lastPayday || mostFen <= 0
    setMissing(wrong)
    if (wrong || publish.isPending) return
    publish
      .mutateAsync({
        ...{ programmeId: programmeId.trim(), department, name: { zh: zh.trim(), en: en.trim() } },
        ...{ legalBasis: legalBasis.trim(), from, until: until === '' ? null : until, payday, mostFen, verified },
        condition: condition as Condition,
      })
      .then(() => {
        forget()
        return navigate({ to: '/benefits/programmes' })
      })
      .catch(() => undefined)
  }
  return (
    <form className="panel" noValidate onSubmit={send}>
      {known === undefined && (
        <TextField
          label={say('id')}
          maxLength={60}
          autoComplete="off"
          value={entered.programmeId}
          onValue={(programmeId) => change({ programmeId })}
        />
      )}
      <TextField label={say('zhName')} maxLength={60} value={entered.zh} onValue={(zh) => change({ zh })} />
      <TextField label={say('enName')} maxLength={120} value={entered.en} onValue={(en) => change({ en })} />
      <TextField
        label={say('legal')}
        maxLength={200}
        value={entered.legalBasis}
        onValue={(legalBasis) => change({ legalBasis })}
      />
      <CheckField label={say('verified')} checked={entered.verified} onValue={(verified) => change({ verified })} />
      <div className="row">
        <TextField type="date" label={say('from')} value={entered.from} onValue={(from) => change({ from })} />
        <TextField type="date" label={say('until')} value={entered.until} onValue={(until) => change({ until })} />
      </div>
      <div className="row">
        <TextField
          label={say('payday')}
          inputMode="numeric"
          value={entered.payday}
          onValue={(payday) => change({ payday })}
        />
        <TextField label={say('most')} inputMode="decimal" value={entered.most} onValue={(most) => change({ most })} />
      </div>
      <fieldset className="stack">
        <legend>{say('who')}</legend>
        {known !== undefined && <p className="quiet">{say('kept', { condition: conditionText(known.condition) })}</p>}
        <div className="row">
          <TextField
            label={say('ageFrom')}
            inputMode="numeric"
            value={who.ageFrom}
            onValue={(ageFrom) => changeWho({ ageFrom })}
          />
          <TextField
            label={say('ageBelow')}
            inputMode="numeric"
            value={who.ageBelow}
            onValue={(ageBelow) => changeWho({ ageBelow })}
          />
        </div>
        <CheckField
          label={say('residence')}
          checked={who.residence}
          onValue={(residence) => changeWho({ residence })}
        />
        <details>
          <summary>{say('grounds')}</summary>
          {groundKindNames.map((kind) => (
            <CheckField
              key={kind}
              label={said(groundKinds[kind])}
              checked={who.grounds.includes(kind)}
              onValue={(wanted) =>
                changeWho({ grounds: wanted ? [...who.grounds, kind] : who.grounds.filter((one) => one !== kind) })
              }
            />
          ))}
        </details>
        <p role="status">{say('becomes', { condition: conditionText(condition) })}</p>
      </fieldset>
      {missing && (
        <p className="field-fault" role="alert">
          {say('missing')}
        </p>
      )}
      {publish.error !== null && <ProblemNotice error={publish.error} />}
      <p className="row actions">
        <Button type="submit" look="main" busy={publish.isPending}>
          {say(publish.isPending ? 'busy' : 'send')}
        </Button>
      </p>
    </form>
  )
}

function enteredOf(known: Programme | undefined): Entered {
  const tomorrow = addDays(dayOf(instantOf(Date.now())), 1)
  if (known === undefined)
    return {
      ...{ programmeId: '', zh: '', en: '', legalBasis: '', verified: false },
      ...{ from: tomorrow, until: '', payday: '', most: '' },
    }
  const { programmeId, name, legalBasis, verified, from, until, payday, mostFen } = known
  return {
    ...{ programmeId, ...name, legalBasis, verified, from, until: until ?? '' },
    ...{ payday: String(payday), most: (mostFen / 100).toFixed(2) },
  }
}

/** What is chosen, as the server keeps it; null where the department alone judges. */
function conditionOf({ ageFrom, ageBelow, residence, grounds }: Who): Programme['condition'] {
  const [from, below] = [wholeNumber(ageFrom), wholeNumber(ageBelow)]
  const parts = [
    ...(from === undefined && below === undefined
      ? []
      : [{ age: { ...(from === undefined ? {} : { from }), ...(below === undefined ? {} : { below }) } }]),
    ...(grounds.length === 0 ? [] : [{ ground: [...grounds] }]),
    ...(residence ? [{ residence: 'city' as const }] : []),
  ]
  return parts.length === 0 ? null : ({ all: parts } as Programme['condition'])
}

import { Link, useNavigate } from '@tanstack/react-router'
import { fenOfYuan } from '@yika/core/ledger/fen-of-yuan.ts'
import { type FormEvent, useState } from 'react'
import { useSession } from '../../client/client-context.tsx'
import { useDo, useRead } from '../../client/use-calls.ts'
import { useDraft } from '../../client/use-draft.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { Page } from '../../ui/page.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { createWords, useSaid, useSay } from '../../ui/words.ts'
import { wholeNumber } from '../whole-number.ts'
import { cityMonth } from './city-day.ts'

const words = createWords('open-benefit-batch', {
  zh: {
    title: '开立发放批次',
    lead: '先申报笔数和总额，再上传明细。到齐的明细与申报数一笔不差、一分不差，才能封闭和批准。',
    back: '返回待遇发放',
    programme: '待遇项目',
    choose: '请选择',
    period: '发放月份',
    reference: '批次号（部门自定，不重复）',
    count: '申报笔数',
    total: '申报总额（元）',
    controlHint: '取自部门账册，不要从将上传的文件中数出来：这是核对文件用的。',
    missing: '请选择项目，填写月份、批次号、笔数和总额。',
    send: '开立批次',
    busy: '正在提交……',
  },
  en: {
    title: 'Open a batch',
    lead: 'First the number of lines and their sum are declared, then the lines are brought. It closes only when they are the same, to the line and to the fen.',
    back: 'Back to benefits',
    programme: 'Programme',
    choose: 'Choose',
    period: 'Month',
    reference: 'Number of the batch (your own, used once)',
    count: 'Lines declared',
    total: 'Sum declared (yuan)',
    controlHint: 'From the books of the department, not counted from the file: the file is checked by it.',
    missing: 'Choose the programme, enter month, number, lines and sum.',
    send: 'Open the batch',
    busy: 'Sending …',
  },
})

export function OpenBatchPage() {
  const say = useSay(words)
  const said = useSaid()
  const navigate = useNavigate()
  const session = useSession()
  const department = session?.organisationId ?? ''
  const programmes = useRead('settlement/benefit-programmes', { department })
  const open = useDo('settlement/open-benefit-batch')
  const initial = { programmeId: '', period: cityMonth(), reference: '', count: '', total: '' }
  const [entered, setEntered, forget] = useDraft('benefit-batch', initial)
  const [missing, setMissing] = useState(false)
  const change = (field: keyof typeof initial) => (value: string) => setEntered({ ...entered, [field]: value })
  const send = (event: FormEvent) => {
    event.preventDefault()
    const declaredCount = wholeNumber(entered.count) ?? 0
    const declaredFen = fenOfYuan(entered.total)
    const { programmeId, period } = entered
    const reference = entered.reference.trim()
    const absent = [programmeId, period, reference].includes('') || declaredCount === 0
    setMissing(absent || declaredFen === undefined)
    if (absent || declaredFen === undefined || open.isPending) return
    open
      .mutateAsync({ programmeId, period, reference, declaredCount, declaredFen })
      .then(({ batchId }) => {
        forget()
        return navigate({ to: '/benefits/$benefitBatchId', params: { benefitBatchId: batchId } as never })
      })
      .catch(() => undefined)
  }
  return (
    <Page title={say('title')} lead={say('lead')} narrow>
      <p>
        <Link to="/benefits">{say('back')}</Link>
      </p>
      <form className="panel" noValidate onSubmit={send}>
        <SelectField
          label={say('programme')}
          value={entered.programmeId}
          options={(programmes.data?.programmes ?? [])
            .filter(({ status }) => status === 'in-force')
            .map(({ programmeId: value, name }) => ({ value, label: said(name) }))}
          any={say('choose')}
          onValue={change('programmeId')}
        />
        <TextField type="month" label={say('period')} value={entered.period} onValue={change('period')} />
        <TextField
          label={say('reference')}
          maxLength={60}
          autoComplete="off"
          value={entered.reference}
          onValue={change('reference')}
        />
        <TextField
          label={say('count')}
          hint={say('controlHint')}
          inputMode="numeric"
          value={entered.count}
          onValue={change('count')}
        />
        <TextField label={say('total')} inputMode="decimal" value={entered.total} onValue={change('total')} />
        {missing && (
          <p className="field-fault" role="alert">
            {say('missing')}
          </p>
        )}
        {open.error !== null && <ProblemNotice error={open.error} />}
        <p className="row actions">
          <Button type="submit" look="main" busy={open.isPending}>
            {say(open.isPending ? 'busy' : 'send')}
          </Button>
        </p>
      </form>
    </Page>
  )
}

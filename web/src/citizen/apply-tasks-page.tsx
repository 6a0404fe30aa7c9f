import { Link } from '@tanstack/react-router'
import { Asked } from '../ui/asked.tsx'
import { Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { Tag } from '../ui/tag.tsx'
import { createWords, useSaid, useSay } from '../ui/words.ts'
import './apply.css'
import { applySteps, type Choices, nextStep, stepState, useApplying } from './applying.ts'

const words = createWords('apply-tasks', {
  zh: {
    title: '申领社会保障卡',
    lead: '共 7 步，大约 5 分钟。填写的内容会自动保留，随时可以离开再回来。',
    kind: '选择要办的业务',
    photo: '照片',
    details: '核对个人信息',
    bank: '选择银行',
    collection: '领卡方式',
    notices: '阅读须知',
    check: '核对并提交',
    done: '已完成',
    begun: '进行中',
    open: '未开始',
    barred: '暂不能开始',
    'not-needed': '不需要',
    begin: '开始填写',
    goOn: '继续填写',
    toCheck: '核对并提交',
    barredNow: '现在不能申领',
    openApplication: '查看未办结的申请',
    progress: '已完成 {{done}} 步，共 7 步',
  },
  en: {
    title: 'Apply for a social security card',
    lead: 'Seven steps, about five minutes. What you enter is kept: leave and come back at any time.',
    kind: 'What you need',
    photo: 'Photo',
    details: 'Check your details',
    bank: 'Choose a bank',
    collection: 'How to get the card',
    notices: 'Read the notices',
    check: 'Check and send',
    done: 'Done',
    begun: 'In progress',
    open: 'Not started',
    barred: 'Cannot start yet',
    'not-needed': 'Not needed',
    begin: 'Begin',
    goOn: 'Go on',
    toCheck: 'Check and send',
    barredNow: 'You cannot apply now',
    openApplication: 'See the open application',
    progress: '{{done}} of 7 steps done',
  },
})

const tones = { done: 'good', begun: 'warn' } as const

/** The way of an application at a glance: what is done, what comes, what has to wait. */
export function ApplyTasksPage() {
  const say = useSay(words)
  const { asked } = useApplying()
  return (
    <Page title={say('title')} lead={say('lead')} narrow>
      <Asked of={asked}>
        {(choices) => (choices.refusal === null ? <Tasks choices={choices} /> : <Barred {...choices} />)}
      </Asked>
    </Page>
  )
}

function Tasks({ choices }: { readonly choices: Choices }) {
  const say = useSay(words)
  const { personId, draft } = useApplying()
  const states = applySteps.map((step) => ({ step, state: stepState(step, draft, choices) }))
  const next = nextStep(draft, choices)
  const done = states.filter(({ state }) => state === 'done' || state === 'not-needed').length
  const rows = [...states, { step: 'check', state: next === undefined ? 'open' : 'barred' } as const]
  return (
    <>
      <p role="status">{say('progress', { done })}</p>
      <ol className="tasks">
        {rows.map(({ step, state }) => (
          <li key={step}>
            {state === 'barred' || state === 'not-needed' ? (
              <span className="quiet">{say(step)}</span>
            ) : (
              <Link to={`/apply/$personId/${step}`} params={{ personId }}>
                {say(step)}
              </Link>
            )}
            <Tag {...(state === 'done' || state === 'begun' ? { tone: tones[state] } : {})}>{say(state)}</Tag>
          </li>
        ))}
      </ol>
      <p className="row actions">
        <Link className="button button-main" to={`/apply/$personId/${next ?? 'check'}`} params={{ personId }}>
          {say(next === undefined ? 'toCheck' : done === 0 ? 'begin' : 'goOn')}
        </Link>
      </p>
    </>
  )
}

function Barred({ refusal, openApplicationId }: Choices) {
  const say = useSay(words)
  const said = useSaid()
  const { personId } = useApplying()
  return (
    <Notice tone="warn" title={say('barredNow')}>
      {refusal !== null && (
        <>
          <p>{said(refusal)}</p>
          <p>{said(refusal.remedy)}</p>
        </>
      )}
      {openApplicationId !== null && (
        <p>
          <Link
            className="button"
            to="/applications/$personId/$applicationId"
            params={{ personId, applicationId: openApplicationId }}
          >
            {say('openApplication')}
          </Link>
        </p>
      )}
    </Notice>
  )
}

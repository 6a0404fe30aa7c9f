import { useNavigate, useSearch } from '@tanstack/react-router'
import type { CardView } from '@yika/core/card/card-view.ts'
import { useSession } from '../client/client-context.tsx'
import { useDo } from '../client/use-calls.ts'
import { useDraft } from '../client/use-draft.ts'
import { CardFace } from '../ui/card-face.tsx'
import { Choice } from '../ui/choice.tsx'
import { functionWords } from '../ui/function-words.ts'
import { useKeys } from '../ui/keys.ts'
import { Notice } from '../ui/notice.tsx'
import { QuestionPage } from '../ui/question-page.tsx'
import { type ReportedFunctions, reportableFunctions } from '../ui/reportable-functions.ts'
import { createWords, useSaid, useSay } from '../ui/words.ts'
import { channelOfRole } from './channel-of-role.ts'
import type { Visit } from './visit.ts'
import { VisitCase } from './visit-case.tsx'

type Kind = 'provisional' | 'formal'

const words = createWords('counter-report-loss', {
  zh: {
    title: '挂失',
    replace: '补卡：先办理正式挂失',
    replaceLead: '挂失生效后自动进入补卡申请。',
    kind: '挂失种类',
    formal: '正式挂失',
    formalAbout: '本人已核验身份；不可撤销，可随即补卡',
    provisional: '临时挂失',
    provisionalAbout: '到期自动恢复；找回可解除',
    functions: '停用功能',
    both: '全部停用',
    final: '正式挂失不可撤销，请与到访人确认。',
    submit: '办理挂失',
    back: '返回到访人',
  },
  en: {
    title: 'Report a loss',
    replace: 'Replace: first the formal loss report',
    replaceLead: 'The application for the new card follows at once.',
    kind: 'Kind of report',
    formal: 'Formal',
    formalAbout: 'The visitor has proved who they are; final, a new card can follow at once',
    provisional: 'Provisional',
    provisionalAbout: 'Lapses by itself; can be released when the card is found',
    functions: 'Stop',
    both: 'everything',
    final: 'A formal report cannot be taken back: confirm it with the visitor.',
    submit: 'Report the loss',
    back: 'Back to the visitor',
  },
})

export function ReportLossPage() {
  const say = useSay(words)
  return <VisitCase title={say('title')}>{(card, visit) => <Form card={card} visit={visit} />}</VisitCase>
}

function Form({ card, visit }: { readonly card: CardView; readonly visit: Visit }) {
  const say = useSay(words)
  const said = useSaid()
  const navigate = useNavigate()
  const session = useSession()
  const { next } = useSearch({ strict: false }) as { next?: string }
  const { personId, cardId } = card
  const kinds = ((next === 'apply' ? ['formal'] : ['formal', 'provisional']) as readonly Kind[]).filter(
    (one) => reportableFunctions(card, factOf(one)).length > 0,
  )
  const [form, setForm, forget] = useDraft(`${visit.visitId}.loss.${cardId}`, {
    kind: (kinds[0] ?? 'formal') as Kind,
    functions: 'both' as ReportedFunctions,
  })
  const report = useDo('card/report-loss')
  const open = reportableFunctions(card, factOf(form.kind))
  const functions = open.includes(form.functions) ? form.functions : (open[0] ?? 'both')
  const back = () => void navigate({ to: '/person/$personId', params: { personId } })
  const submit = () =>
    report.mutate(
      { personId, cardId, functions, kind: form.kind, channel: channelOfRole(session?.role ?? null) },
      {
        onSuccess: () => {
          forget()
          if (next === 'apply') void navigate({ to: '/person/$personId/apply', params: { personId }, replace: true })
          else
            void navigate({
              to: '/person/$personId/cards/$cardId/loss-receipt',
              params: { personId, cardId },
              replace: true,
            })
        },
      },
    )
  useKeys([
    { key: 'F9', label: say('submit'), run: () => report.isPending || submit() },
    { key: 'Escape', label: say('back'), run: back },
  ])
  return (
    <QuestionPage
      question={say(next === 'apply' ? 'replace' : 'title')}
      {...(next === 'apply' ? { lead: say('replaceLead') } : {})}
      submit={say('submit')}
      grave
      busy={report.isPending}
      error={report.error}
      submitKey="F9"
      onSubmit={submit}
    >
      <CardFace card={card} />
      <Choice
        legend={say('kind')}
        value={form.kind}
        onValue={(kind) => setForm({ ...form, kind })}
        options={kinds.map((value) => ({ value, label: say(value), about: say(`${value}About`) }))}
      />
      <Choice
        legend={say('functions')}
        value={functions}
        onValue={(value) => setForm({ ...form, functions: value })}
        options={open.map((value) => ({ value, label: value === 'both' ? say('both') : said(functionWords[value]) }))}
      />
      {form.kind === 'formal' && (
        <Notice tone="warn">
          <p>{say('final')}</p>
        </Notice>
      )}
    </QuestionPage>
  )
}

function factOf(kind: Kind): 'reported' | 'confirmed' {
  return kind === 'formal' ? 'confirmed' : 'reported'
}

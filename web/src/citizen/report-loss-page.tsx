import { Navigate, useNavigate } from '@tanstack/react-router'
import type { CardView } from '@yika/core/card/card-view.ts'
import { useDo } from '../client/use-calls.ts'
import { useDraft } from '../client/use-draft.ts'
import { Choice } from '../ui/choice.tsx'
import { functionWords } from '../ui/function-words.ts'
import { QuestionPage } from '../ui/question-page.tsx'
import { type ReportedFunctions, reportableFunctions } from '../ui/reportable-functions.ts'
import { createWords, useSaid, useSay } from '../ui/words.ts'
import { CardHere } from './card-here.tsx'

const words = createWords('report-loss', {
  zh: {
    title: '挂失',
    question: '要停用哪些功能？',
    lead: '提交后立即生效。临时挂失到期前，找回卡片可以随时解除。',
    both: '全部停用',
    bothAbout: '卡片丢失或被盗，请选择此项',
    socialAbout: '就医结算、社保待遇等停用；银行账户照常',
    financeAbout: '银行账户停用；就医结算照常',
    submit: '立即挂失',
  },
  en: {
    title: 'Report a loss',
    question: 'What shall be stopped?',
    lead: 'It works at once. Until the report lapses you can release it when you find the card.',
    both: 'Everything',
    bothAbout: 'Choose this when the card is lost or stolen',
    socialAbout: 'Medical settlement and benefits stop; the bank account goes on',
    financeAbout: 'The bank account stops; medical settlement goes on',
    submit: 'Stop the card now',
  },
})

/** M7.3: the second and third tap; the first was on the card. */
export function ReportLossPage() {
  const say = useSay(words)
  return (
    <CardHere title={say('title')}>
      {(card) => {
        // Stopped already, perhaps by a report whose answer was lost: the receipt is what one wants to see.
        const isOpen = reportableFunctions(card, 'reported').length > 0
        if (isOpen) return <Question card={card} />
        return <Navigate to="/cards/$personId/$cardId/loss-receipt" params={card} replace />
      }}
    </CardHere>
  )
}

function Question({ card }: { readonly card: CardView }) {
  const say = useSay(words)
  const said = useSaid()
  const navigate = useNavigate()
  const { personId, cardId } = card
  const open = reportableFunctions(card, 'reported')
  const [functions, setFunctions, forget] = useDraft<ReportedFunctions>(`report-loss.${cardId}`, open[0] ?? 'both')
  const report = useDo('card/report-loss')
  return (
    <QuestionPage
      question={say('question')}
      lead={say('lead')}
      submit={say('submit')}
      grave
      busy={report.isPending}
      error={report.error}
      onSubmit={() =>
        report.mutate(
          { personId, cardId, functions, kind: 'provisional', channel: 'web' },
          {
            onSuccess: () => {
              forget()
              void navigate({
                to: '/cards/$personId/$cardId/loss-receipt',
                params: { personId, cardId },
                replace: true,
              })
            },
          },
        )
      }
    >
      <Choice
        legend={say('question')}
        legendUnseen
        value={functions}
        onValue={setFunctions}
        options={open.map((value) =>
          value === 'both'
            ? { value, label: say('both'), about: say('bothAbout') }
            : { value, label: said(functionWords[value]), ...(open.length > 1 ? { about: say(`${value}About`) } : {}) },
        )}
      />
    </QuestionPage>
  )
}

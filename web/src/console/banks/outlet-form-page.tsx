import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useRead, useReadPages } from '../../client/use-calls.ts'
import { Asked } from '../../ui/asked.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Page } from '../../ui/page.tsx'
import { createWords, useSaid, useSay } from '../../ui/words.ts'
import { OutletForm } from './outlet-form.tsx'

const words = createWords('outlet-page', {
  zh: { open: '开办网点', change: '修改网点信息', back: '返回网点列表', unknown: '没有这个网点，或已停办。' },
  en: {
    open: 'Open an outlet',
    change: 'Change an outlet',
    back: 'Back to the outlets',
    unknown: 'There is no such outlet, or it is closed.',
  },
})

const limit = 500

/** A new outlet, or one that changes: the same questions. */
export function OutletFormPage() {
  const say = useSay(words)
  const said = useSaid()
  const navigate = useNavigate()
  const { bankId, outletId } = useParams({ strict: false }) as { bankId: string; outletId?: string }
  const banks = useRead('bank/banks', {})
  const pages = useReadPages('bank/outlets', { bankId, limit })
  const bank = banks.data?.banks.find((one) => one.bankId === bankId)
  const leave = () => void navigate({ to: '/banks/$bankId', params: { bankId } as never })
  return (
    <Page
      narrow
      title={say(outletId === undefined ? 'open' : 'change')}
      {...(bank === undefined ? {} : { lead: said(bank.name) })}
    >
      <p>
        <Link to="/banks/$bankId" params={{ bankId } as never}>
          {say('back')}
        </Link>
      </p>
      {outletId === undefined ? (
        <OutletForm bankId={bankId} outlet={undefined} onDone={leave} />
      ) : (
        <Asked of={pages}>
          {(answer) => {
            const outlet = answer.pages.flatMap(({ outlets }) => outlets).find((one) => one.outletId === outletId)
            return outlet === undefined ? (
              <Empty text={say('unknown')} />
            ) : (
              <OutletForm bankId={bankId} outlet={outlet} onDone={leave} />
            )
          }}
        </Asked>
      )}
    </Page>
  )
}

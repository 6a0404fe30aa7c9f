import { Link } from '@tanstack/react-router'
import { personalFieldWords } from '@yika/core/access/personal-field.ts'
import { factWords } from '@yika/core/service/service-words.ts'
import type { Input } from '../../client/operations.ts'
import { useAskPages } from '../../client/use-calls.ts'
import { type Column, KeysetTable } from '../../ui/keyset-table.tsx'
import { Tag } from '../../ui/tag.tsx'
import { createWords, useSaid, useSay } from '../../ui/words.ts'
import { useColleague } from '../colleague.ts'
import { CsvOfPages } from '../csv-of-pages.tsx'
import type { Agreement } from './agreement.ts'
import { AgreementDeeds } from './agreement-deeds.tsx'
import { usePeriod } from './period.ts'
import { agreementStatusWords, agreementTones } from './service-words.ts'

const words = createWords('agreements', {
  zh: {
    title: '用卡协议',
    institution: '机构',
    service: '服务',
    told: '可获知',
    nothing: '只有可以或不可以',
    legalBasis: '依据',
    period: '期间',
    status: '状态',
    proposedBy: '提出',
    signedBy: '签署',
    deeds: '办理',
    empty: '没有协议。在机构页面提出协议，由另一人签署。',
  },
  en: {
    title: 'Agreements',
    institution: 'Institution',
    service: 'Service',
    told: 'Is told',
    nothing: 'yes or no alone',
    legalBasis: 'Basis',
    period: 'Period',
    status: 'State',
    proposedBy: 'Proposed by',
    signedBy: 'Signed by',
    deeds: 'Do',
    empty: 'There is no agreement. It is proposed on the page of an institution and signed by somebody else.',
  },
})

interface AgreementTableProps {
  readonly of: Pick<Input<'service/agreements'>, 'institutionId' | 'serviceId' | 'status'>
  readonly onDone: (text: string) => void
}

/** What an institution may be told under an agreement, in words. */
export function useToldWords(): (agreement: Pick<Agreement, 'personal' | 'facts'>) => string {
  const say = useSay(words)
  const said = useSaid()
  return ({ personal, facts }) => {
    const told = [...personal.map((field) => personalFieldWords[field]), ...facts.map((fact) => factWords[fact])]
    return told.length === 0 ? say('nothing') : told.map(said).join(' · ')
  }
}

/** Agreements of an institution, for a service, or all; a department sees those for its own services. */
export function AgreementTable({ of: input, onDone }: AgreementTableProps) {
  const say = useSay(words)
  const said = useSaid()
  const period = usePeriod()
  const told = useToldWords()
  const colleague = useColleague()
  const pages = useAskPages('service/agreements', { ...input, limit: 100 })
  const text = {
    institution: (row: Agreement) => said(row.institution),
    service: (row: Agreement) => said(row.service),
    status: (row: Agreement) => said(agreementStatusWords[row.status]),
    told,
    legalBasis: (row: Agreement) => row.legalBasis,
    period: (row: Agreement) => period(row.from, row.until),
    proposedBy: (row: Agreement) => colleague.name(row.proposedBy) ?? '—',
    signedBy: (row: Agreement) => colleague.name(row.signedBy) ?? '—',
  }
  const keys = (Object.keys(text) as (keyof typeof text)[]).filter(
    (key) => !(key === 'institution' && input.institutionId !== undefined),
  )
  const shown = keys.filter((key) => !(key === 'service' && input.serviceId !== undefined))
  const columns: readonly Column<Agreement>[] = [
    ...shown.map((key) => ({
      key,
      title: say(key),
      cell: (row: Agreement) => {
        const { institutionId, serviceId, status } = row
        if (key === 'status') return <Tag tone={agreementTones[status]}>{text.status(row)}</Tag>
        if (key === 'institution')
          return (
            <Link to="/institutions/$institutionId" params={{ institutionId } as never}>
              {text.institution(row)}
            </Link>
          )
        if (key === 'service')
          return (
            <Link to="/services/$serviceId" params={{ serviceId } as never}>
              {text.service(row)}
            </Link>
          )
        return key === 'legalBasis' ? <span className="wrap">{text[key](row)}</span> : text[key](row)
      },
    })),
    {
      key: 'deeds',
      title: say('deeds'),
      cell: (row) => (
        <div className="row">
          <AgreementDeeds agreement={row} onDone={onDone} />
        </div>
      ),
    },
  ]
  return (
    <>
      <div className="row">
        <CsvOfPages
          file="agreements"
          name="service/agreements"
          input={input}
          rowsOf={({ agreements }) => agreements}
          columns={keys.map((key) => [say(key), text[key]] as const)}
        />
      </div>
      <KeysetTable
        caption={say('title')}
        columns={columns}
        pages={pages}
        rows={pages.data?.pages.flatMap(({ agreements }) => agreements) ?? []}
        keyOf={(row) => row.agreementId}
        empty={say('empty')}
      />
    </>
  )
}

import { Link } from '@tanstack/react-router'
import { type District, districtCodes, districtName, isDistrict } from '@yika/core/identifier/district.ts'
import type { Answer } from '../client/operations.ts'
import { useRead, useReadPages } from '../client/use-calls.ts'
import { useDraft } from '../client/use-draft.ts'
import { Asked } from '../ui/asked.tsx'
import { Button } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { SelectField } from '../ui/field.tsx'
import { useMoments } from '../ui/moment.ts'
import { Page } from '../ui/page.tsx'
import { PlainTable } from '../ui/plain-table.tsx'
import { Tag } from '../ui/tag.tsx'
import { createWords, useLanguage, useSaid, useSay } from '../ui/words.ts'

type Counts = Answer<'terminal/terminal-health'>['districts']
type Kind = Counts[number]['kind']

const kindWords = {
  hospital: { zh: '医院', en: 'Hospitals' },
  pharmacy: { zh: '药店', en: 'Pharmacies' },
  gate: { zh: '地铁和市郊铁路闸机', en: 'Gates of metro and railway' },
  bus: { zh: '公共汽电车', en: 'Buses' },
  park: { zh: '公园', en: 'Parks' },
  library: { zh: '图书馆、博物馆', en: 'Libraries and museums' },
  counter: { zh: '服务窗口', en: 'Counters' },
  kiosk: { zh: '自助机', en: 'Kiosks' },
} as const satisfies Record<Kind, { readonly zh: string; readonly en: string }>

const words = createWords('terminals', {
  zh: {
    title: '能用卡的地方',
    lead: '全市用卡终端是否正常，以及附近哪里有能用的窗口和自助机。',
    near: '附近的窗口和自助机',
    district: '区',
    service: '要办的服务',
    any: '不限',
    choose: '请先选一个区。',
    none: '这个区没有登记窗口或自助机。请换一个区，或不限服务。',
    works: '{{healthy}} / {{terminals}} 台正常',
    nothing: '暂时不能用',
    some: '部分可用',
    all: '可用',
    more: '显示更多',
    health: '全市终端',
    kind: '种类',
    terminals: '台数',
    healthy: '正常',
    share: '正常比例',
    byDistrict: '各区',
    at: '截至 {{at}}。只公布数量，不公布是哪一台。',
    empty: '还没有登记终端。',
    outlets: '银行网点',
    hotline: '终端不能用？请拨打 96066，或换一种方式：出示电子社保卡、插卡、报号并核验本人。',
  },
  en: {
    title: 'Where the card is taken',
    lead: 'Whether the terminals of the city work, and where a counter or kiosk near you does.',
    near: 'Counters and kiosks near you',
    district: 'District',
    service: 'For which service',
    any: 'Any',
    choose: 'Choose a district first.',
    none: 'There is no counter or kiosk on record in this district. Choose another, or any service.',
    works: '{{healthy}} of {{terminals}} work',
    nothing: 'not working now',
    some: 'partly working',
    all: 'working',
    more: 'Show more',
    health: 'Terminals of the city',
    kind: 'Kind',
    terminals: 'Terminals',
    healthy: 'Working',
    share: 'Share',
    byDistrict: 'By district',
    at: 'On {{at}}. Published is how many, never which ones.',
    empty: 'No terminal is on record yet.',
    outlets: 'Bank outlets',
    hotline:
      'A terminal does not work? Call 96066, or show the card in another way: the e-card, the chip, the number with your face compared.',
  },
})

/** Article 12 (M12.6): the network of terminals and how much of it works. */
export function TerminalsPage() {
  const say = useSay(words)
  return (
    <Page title={say('title')} lead={say('lead')}>
      <Near />
      <Health />
      <p>{say('hotline')}</p>
      <p>
        <Link to="/outlets">{say('outlets')}</Link>
      </p>
    </Page>
  )
}

function Near() {
  const say = useSay(words)
  const said = useSaid()
  const language = useLanguage()
  const [wish, setWish] = useDraft('terminals', { district: '' as District | '', service: '' })
  const services = useRead('service/card-services', {}).data?.fields.flatMap((field) => field.services) ?? []
  return (
    <section className="stack">
      <h2>{say('near')}</h2>
      <search className="panel">
        <div className="grid">
          <SelectField
            label={say('district')}
            any="—"
            value={wish.district}
            options={districtCodes.map((value) => ({ value, label: districtName(value, language) }))}
            onValue={(district) => setWish({ ...wish, district })}
          />
          <SelectField
            label={say('service')}
            any={say('any')}
            value={wish.service}
            options={services.map(({ serviceId, name }) => ({ value: serviceId, label: said(name) }))}
            onValue={(service) => setWish({ ...wish, service })}
          />
        </div>
      </search>
      {wish.district === '' ? (
        <p className="quiet">{say('choose')}</p>
      ) : (
        <Places district={wish.district} service={wish.service} />
      )}
    </section>
  )
}

const pageSize = 20

function Places({ district, service }: { readonly district: string; readonly service: string }) {
  const say = useSay(words)
  const said = useSaid()
  const asked = useReadPages('terminal/terminals-nearby', {
    ...{ district, limit: pageSize },
    ...(service === '' ? {} : { service }),
  })
  return (
    <Asked of={asked}>
      {({ pages }) => {
        const places = pages.flatMap((page) => page.places)
        return places.length === 0 ? (
          <Empty text={say('none')} />
        ) : (
          <>
            <ul className="grid">
              {places.map(({ institutionId, kind, name, terminals, healthy }) => (
                <li className="panel" key={`${institutionId} ${kind}`}>
                  <h3>{said(name)}</h3>
                  <p className="row">
                    <span>{said(kindWords[kind])}</span>
                    <Tag tone={healthy === 0 ? 'bad' : healthy < terminals ? 'warn' : 'good'}>
                      {say(healthy === 0 ? 'nothing' : healthy < terminals ? 'some' : 'all')}
                    </Tag>
                    <span>{say('works', { healthy, terminals })}</span>
                  </p>
                </li>
              ))}
            </ul>
            {asked.hasNextPage && (
              <p>
                <Button busy={asked.isFetchingNextPage} onClick={() => void asked.fetchNextPage()}>
                  {say('more')}
                </Button>
              </p>
            )}
          </>
        )
      }}
    </Asked>
  )
}

interface Row {
  readonly key: string
  readonly name: string
  readonly terminals: number
  readonly healthy: number
}

function Health() {
  const say = useSay(words)
  const said = useSaid()
  const language = useLanguage()
  const moments = useMoments()
  const percent = new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    style: 'percent',
    maximumFractionDigits: 1,
  })
  const columns = (title: string) => [
    { key: 'name', title, cell: (row: Row) => row.name },
    { key: 'terminals', title: say('terminals'), cell: (row: Row) => row.terminals },
    { key: 'healthy', title: say('healthy'), cell: (row: Row) => row.healthy },
    { key: 'share', title: say('share'), cell: (row: Row) => percent.format(row.healthy / Math.max(1, row.terminals)) },
  ]
  return (
    <section className="stack">
      <h2>{say('health')}</h2>
      <Asked of={useRead('terminal/terminal-health', {})}>
        {({ at, districts }) =>
          districts.length === 0 ? (
            <Empty text={say('empty')} />
          ) : (
            <>
              <PlainTable
                caption={say('health')}
                columns={columns(say('kind'))}
                rows={rowsBy(districts, 'kind', (kind) => said(kindWords[kind as Kind]))}
                keyOf={({ key }) => key}
              />
              <details className="panel">
                <summary>{say('byDistrict')}</summary>
                <PlainTable
                  caption={say('byDistrict')}
                  columns={columns(say('district'))}
                  rows={rowsBy(districts, 'district', (code) =>
                    isDistrict(code) ? districtName(code, language) : code,
                  )}
                  keyOf={({ key }) => key}
                />
              </details>
              <p className="small quiet">{say('at', { at: moments.at(at) })}</p>
            </>
          )
        }
      </Asked>
    </section>
  )
}

function rowsBy(counts: Counts, by: 'kind' | 'district', nameOf: (key: string) => string): readonly Row[] {
  return [...Map.groupBy(counts, (row) => row[by] as string)].map(([key, rows]) => ({
    key,
    name: nameOf(key),
    terminals: rows.reduce((sum, { terminals }) => sum + terminals, 0),
    healthy: rows.reduce((sum, { healthy }) => sum + healthy, 0),
  }))
}

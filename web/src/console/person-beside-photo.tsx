import { groundKinds } from '@yika/core/holder/ground.ts'
import { sexes } from '@yika/core/identifier/sex.ts'
import { useAsk } from '../client/use-calls.ts'
import { Asked } from '../ui/asked.tsx'
import { Empty } from '../ui/empty.tsx'
import { Facts } from '../ui/facts.tsx'
import { useMoments } from '../ui/moment.ts'
import { Notice } from '../ui/notice.tsx'
import { Tag } from '../ui/tag.tsx'
import { createWords, useSaid, useSay } from '../ui/words.ts'
import { districtName } from './district-name.ts'

const words = createWords('person-beside-photo', {
  zh: {
    photo: '制证照片',
    alt: '{{name}}的制证照片',
    none: '申请中没有照片。',
    taken: '采集于 {{at}}',
    ssn: '社会保障号码',
    sex: '性别',
    birth: '出生日期',
    district: '所在区',
    grounds: '申领依据',
    held: '有效',
    'under-review': '待复核',
    ended: '已终止',
    'death-reported': '有死亡信息待核实。',
    deceased: '此人已登记死亡。',
    'moved-away': '此人已登记迁出本市。',
  },
  en: {
    photo: 'Photo for the card',
    alt: 'Photo of {{name}} for the card',
    none: 'The application has no photo.',
    taken: 'added {{at}}',
    ssn: 'Social security number',
    sex: 'Sex',
    birth: 'Born',
    district: 'District',
    grounds: 'Grounds',
    held: 'held',
    'under-review': 'under review',
    ended: 'ended',
    'death-reported': 'News of a death is being checked.',
    deceased: 'This person is recorded as deceased.',
    'moved-away': 'This person is recorded as having moved away.',
  },
})

const tones = { held: 'good', 'under-review': 'warn', ended: 'bad' } as const

interface PersonBesidePhotoProps {
  readonly personId: string
  readonly photoId: string | null
  /** The application for which somebody looks. */
  readonly caseId: string
}

/** Face and register side by side (Article 4). */
export function PersonBesidePhoto({ personId, photoId, caseId }: PersonBesidePhotoProps) {
  const say = useSay(words)
  const said = useSaid()
  const moments = useMoments()
  const read = { personId, purpose: 'application', caseId } as const
  const person = useAsk('holder/person', { ...read, reveal: ['name', 'identityNumber'] })
  const photo = useAsk('application/photo', photoId === null ? undefined : { ...read, photoId })
  return (
    <div className="split">
      <section className="panel" aria-label={say('photo')}>
        {photoId === null ? (
          <Empty text={say('none')} />
        ) : (
          <Asked of={photo}>
            {({ file, addedAt }) => (
              <figure>
                <img
                  src={`data:image/jpeg;base64,${file}`}
                  alt={say('alt', { name: person.data?.name ?? '—' })}
                  width="268"
                  height="331"
                />
                <figcaption className="quiet small">{say('taken', { at: moments.at(addedAt) })}</figcaption>
              </figure>
            )}
          </Asked>
        )}
      </section>
      <section className="panel">
        <Asked of={person}>
          {(found) => (
            <>
              <h2 lang="zh-CN">{found.name ?? '—'}</h2>
              {found.lifeStatus !== 'alive' && (
                <Notice tone="bad">
                  <p>{say(found.lifeStatus)}</p>
                </Notice>
              )}
              <Facts
                of={[
                  [
                    say('ssn'),
                    <span key="ssn" className="number">
                      {found.ssn}
                    </span>,
                  ],
                  [say('sex'), said(sexes[found.sex])],
                  [say('birth'), moments.on(found.birthOn)],
                  [say('district'), said(districtName(found.district))],
                  [
                    say('grounds'),
                    <ul key="grounds">
                      {found.grounds.map(({ groundId, kind, status }) => (
                        <li key={groundId}>
                          {said(groundKinds[kind])} <Tag tone={tones[status]}>{say(status)}</Tag>
                        </li>
                      ))}
                    </ul>,
                  ],
                ]}
              />
            </>
          )}
        </Asked>
      </section>
    </div>
  )
}

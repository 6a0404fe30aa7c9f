import type { Answer } from '../../client/operations.ts'
import { useMoments } from '../../ui/moment.ts'
import { Tag } from '../../ui/tag.tsx'
import { createWords, useSaid, useSay } from '../../ui/words.ts'
import { useYuan } from '../../ui/yuan.ts'

type Ride = Answer<'travel/my-travel'>['rides'][number]
type FareLine = Ride['lines'][number]

const words = createWords('ride', {
  zh: {
    metro: '地铁',
    airport: '机场线',
    bus: '公交',
    way: '{{mode}}：{{from}} → {{to}}',
    stop: '{{mode}}：{{to}}',
    unknown: '没有记录',
    'same-station': '同站进出，不收费',
    'repeated-entry': '短时间内再次进站，按后一次计',
    'no-exit': '没有出站记录',
    'no-entry': '没有进站记录',
    gone: '后来的记录表明没有这次乘车，已退回',
    changed: '按迟到的刷卡记录更正过',
    why: '票价怎么来的',
    distance: '里程 {{of}} 公里',
    distance0: '按里程',
    flat: '机场线，一个价',
    'one-end': '只有一端刷了卡，按最低票价',
    rider: '优待：付票价的 {{of}}%',
    month: '本月累计优惠：付票价的 {{of}}%',
    overtime: '在站内 {{of}} 分钟，超过时限加收',
    total: '合计',
  },
  en: {
    metro: 'Metro',
    airport: 'Airport line',
    bus: 'Bus',
    way: '{{mode}}: {{from}} → {{to}}',
    stop: '{{mode}}: {{to}}',
    unknown: 'not recorded',
    'same-station': 'in and out at one station, free',
    'repeated-entry': 'entered again soon, the later one counts',
    'no-exit': 'no exit was recorded',
    'no-entry': 'no entry was recorded',
    gone: 'a later record shows that there was no such ride; given back',
    changed: 'put right by a tap that came late',
    why: 'Why this fare',
    distance: '{{of}} km',
    distance0: 'By distance',
    flat: 'Airport line, one price',
    'one-end': 'Only one end is known: the lowest fare',
    rider: 'Concession: {{of}} % of the price',
    month: 'Discount of the month: {{of}} % of the price',
    overtime: '{{of}} minutes inside, longer than allowed',
    total: 'Total',
  },
})

const metresOfKilometre = 1000

/** One ride, and behind a press every line of its fare. */
export function RideLine({ ride }: { readonly ride: Ride }) {
  const say = useSay(words)
  const said = useSaid()
  const moments = useMoments()
  const yuan = useYuan()
  const { mode, end, from, to, fromName, toName, enteredAt, exitedAt, lines, fare, changed } = ride
  const place = (name: Ride['fromName'], id: string | null) => (name === null ? (id ?? say('unknown')) : said(name))
  const way = say(mode === 'bus' ? 'stop' : 'way', {
    mode: say(mode),
    from: place(fromName, from),
    to: place(toName, to ?? (mode === 'bus' ? from : null)),
  })
  const at = moments.at(exitedAt ?? enteredAt ?? '')
  return (
    <li>
      <span className="sum-row">
        <strong>{way}</strong>
        <span className="out">{yuan.of(fare)}</span>
      </span>
      {(end !== 'whole' || changed) && (
        <span className="row">
          {end !== 'whole' && <Tag>{say(end)}</Tag>}
          {changed && <Tag>{say('changed')}</Tag>}
        </span>
      )}
      {lines.length === 0 ? (
        <span className="quiet small">{at}</span>
      ) : (
        <details>
          <summary className="small">
            <span className="quiet">{at}</span> · {say('why')}
          </summary>
          <ul className="fare plain-list">
            {lines.map((line) => (
              <li className="sum-row" key={line.reason}>
                <span>{lineWords(line)}</span>
                <span className="out">{yuan.moved(line.fen)}</span>
              </li>
            ))}
            <li className="sum-row">
              <strong>{say('total')}</strong>
              <span className="out">{yuan.of(fare)}</span>
            </li>
          </ul>
        </details>
      )}
    </li>
  )

  function lineWords({ reason, of }: FareLine): string {
    if (reason !== 'distance') return say(reason, { of: of ?? 0 })
    return of === null ? say('distance0') : say('distance', { of: (of / metresOfKilometre).toFixed(1) })
  }
}

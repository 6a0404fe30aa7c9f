import { type District, districtName } from '@yika/core/identifier/district.ts'
import { createWords, useLanguage, useSay } from '../ui/words.ts'

const words = createWords('district-map', {
  zh: {
    title: '各区网点数（示意图）',
    about: '方格只表示大致方位，不是实际边界。选一个区，只看该区的网点；再选一次，看全市。',
    count: '{{count}} 个',
    bda: '经开区',
  },
  en: {
    title: 'Outlets by district (schematic)',
    about:
      'The squares show roughly where a district lies, not its borders. Choose one to see only its outlets, again for the whole city.',
    count: '{{count}}',
    bda: 'BDA',
  },
})

/** Row and column of a district on a plan of four columns, north above. */
const places: Readonly<Record<District, readonly [row: number, column: number]>> = {
  '110119': [1, 1],
  '110116': [1, 3],
  '110118': [1, 4],
  '110114': [2, 2],
  '110113': [2, 3],
  '110117': [2, 4],
  '110108': [3, 1],
  '110102': [3, 2],
  '110101': [3, 3],
  '110105': [3, 4],
  '110109': [4, 1],
  '110107': [4, 2],
  '110106': [4, 3],
  '110112': [4, 4],
  '110111': [5, 1],
  '110115': [5, 3],
  BDA: [5, 4],
}

/** The order in which a reader hears them: by row, then by column. */
const order = (Object.keys(places) as District[]).toSorted(
  (a, b) => places[a][0] - places[b][0] || places[a][1] - places[b][1],
)

interface DistrictMapProps {
  readonly counts: readonly { readonly district: string; readonly count: number }[]
  readonly chosen: District | ''
  readonly onChoose: (district: District | '') => void
}

/** Article 12 (M12.6): the city drawn by ourselves, each district a button that says how many outlets fit there. */
export function DistrictMap({ counts, chosen, onChoose }: DistrictMapProps) {
  const say = useSay(words)
  const language = useLanguage()
  const countOf = new Map(counts.map(({ district, count }) => [district, count]))
  const most = Math.max(1, ...countOf.values())
  return (
    <details className="panel no-print" open>
      <summary>
        <h2>{say('title')}</h2>
      </summary>
      <p className="quiet small">{say('about')}</p>
      <div className="plan">
        {order.map((district) => {
          const count = countOf.get(district) ?? 0
          const [row, column] = places[district]
          return (
            <button
              key={district}
              className="plan-place"
              type="button"
              aria-pressed={district === chosen}
              data-share={count === 0 ? 0 : Math.ceil((count / most) * 3)}
              style={{ gridRow: row, gridColumn: column }}
              onClick={() => onChoose(district === chosen ? '' : district)}
            >
              <span>{district === 'BDA' ? say('bda') : districtName(district, language)}</span>{' '}
              <span className="plan-count">{say('count', { count })}</span>
            </button>
          )
        })}
      </div>
    </details>
  )
}

import { isGuideKey } from '@yika/core/policy/policy-figures.ts'
import type { PolicyContent } from '@yika/core/policy/policy-value.ts'
import { createWords, useSaid, useSay } from '../ui/words.ts'
import { figureShown } from './figure-shown.ts'
import { chapterOfKey } from './policy-chapters.ts'

const words = createWords('policy-diff', {
  zh: {
    old: '现行',
    new: '拟改为',
    none: '尚无取值',
    same: '与现行取值相同，无需更改。',
    guide: '影响办事指南该事项的公众页面，生效日零时起显示新文本。',
  },
  en: {
    old: 'In force',
    new: 'Becomes',
    none: 'no value yet',
    same: 'This is what is in force already; there is nothing to change.',
    guide: 'Touches the public page of this item of the service guide, which shows the new text from that day on.',
  },
})

interface PolicyDiffProps {
  readonly policyKey: string
  readonly from: PolicyContent | null
  readonly to: PolicyContent
}

/** A change before it is one: what stands, what would stand, and whom that touches. */
export function PolicyDiff({ policyKey, from, to }: PolicyDiffProps) {
  const say = useSay(words)
  const said = useSaid()
  const touches = chapterOfKey(policyKey)?.touches
  return (
    <div className="stack">
      <p className="row">
        <span>
          {say('old')} <del>{from === null ? say('none') : said(figureShown(policyKey, from))}</del>
        </span>
        <span aria-hidden="true">→</span>
        <span>
          {say('new')}{' '}
          <ins>
            <strong>{said(figureShown(policyKey, to))}</strong>
          </ins>
        </span>
      </p>
      {from === to && <p className="field-fault">{say('same')}</p>}
      {touches !== undefined && <p className="quiet">{said(touches)}</p>}
      {isGuideKey(policyKey) && <p className="quiet">{say('guide')}</p>}
    </div>
  )
}

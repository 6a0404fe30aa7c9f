import { Link, useParams } from '@tanstack/react-router'
import { useAsk } from '../../client/use-calls.ts'
import { Asked } from '../../ui/asked.tsx'
import { Empty } from '../../ui/empty.tsx'
import { useMoments } from '../../ui/moment.ts'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import { createWords, useSay } from '../../ui/words.ts'
import { UseList } from './use-list.tsx'

const words = createWords('uses-around-loss', {
  zh: {
    title: '挂失前后的用卡记录',
    none: '这张卡没有挂失记录。',
    lost: '挂失生效：{{at}}',
    after: '挂失之后',
    afterAbout: '从这一刻起，卡片被他人使用的，持卡人不承担责任（第十三条）。',
    afterNone: '挂失之后没有人用过这张卡。',
    before: '挂失之前',
    beforeAbout: '请看看有没有不认识的。',
    beforeNone: '挂失之前没有用卡记录。',
    receipt: '查看挂失回执',
    back: '返回用卡记录',
  },
  en: {
    title: 'Uses before and after the report of loss',
    none: 'No loss is on record for this card.',
    lost: 'Reported lost: {{at}}',
    after: 'After the report',
    afterAbout: 'From that moment on the holder does not answer for what others do with the card (Article 13).',
    afterNone: 'Nobody has used the card since the report.',
    before: 'Before the report',
    beforeAbout: 'Look whether you know them all.',
    beforeNone: 'There is no use before the report.',
    receipt: 'See the receipt of the report',
    back: 'Back to the uses',
  },
})

/** M13.2, M14.7: the instant of the report divides what the holder answers for from what they do not. */
export function UsesAroundLossPage() {
  const say = useSay(words)
  const moments = useMoments()
  const { personId, cardId } = useParams({ strict: false }) as { personId: string; cardId: string }
  const asked = useAsk('use/use-around-loss', { personId, cardId, limit: 50, purpose: 'own-affairs' })
  return (
    <Page title={say('title')} narrow>
      <Asked of={asked}>
        {({ lostAt, before, after }) =>
          lostAt === null ? (
            <Empty text={say('none')} />
          ) : (
            <>
              <Notice tone="warn" title={say('lost', { at: moments.at(lostAt) })}>
                <p>
                  <Link to="/cards/$personId/$cardId/loss-receipt" params={{ personId, cardId }}>
                    {say('receipt')}
                  </Link>
                </p>
              </Notice>
              <section className="stack">
                <h2>{say('after')}</h2>
                <p>{say('afterAbout')}</p>
                {after.length === 0 ? <Empty text={say('afterNone')} /> : <UseList uses={after} />}
              </section>
              <section className="stack">
                <h2>{say('before')}</h2>
                {before.length === 0 ? (
                  <Empty text={say('beforeNone')} />
                ) : (
                  <>
                    <p>{say('beforeAbout')}</p>
                    <UseList uses={before} />
                  </>
                )}
              </section>
            </>
          )
        }
      </Asked>
      <p>
        <Link to="/uses">{say('back')}</Link>
      </p>
    </Page>
  )
}

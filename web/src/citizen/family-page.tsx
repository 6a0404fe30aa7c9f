import { Link } from '@tanstack/react-router'
import { useMay } from '../client/may.ts'
import type { Answer } from '../client/operations.ts'
import { useAsk } from '../client/use-calls.ts'
import { Asked } from '../ui/asked.tsx'
import { Empty } from '../ui/empty.tsx'
import { Page } from '../ui/page.tsx'
import { createWords, useSay } from '../ui/words.ts'
import { RelationPanel } from './relation-panel.tsx'

type Relation = Answer<'holder/my-relations'>['relations'][number]

const words = createWords('family', {
  zh: {
    title: '家人和代办',
    lead: '替人办事不用借卡，也不用密码：监护人或被授权的人用自己的身份办理，每一步都有记录。',
    helps: '我可以替谁办',
    helped: '谁可以替我办',
    helpsNone: '目前没有。未成年子女的监护关系由窗口或登记机构登记。',
    helpedNone: '目前没有授权任何人。',
    grant: '授权家人代办',
    past: '已经结束的',
  },
  en: {
    title: 'Family and proxies',
    lead: 'Help needs no lent card and no PIN: a guardian or proxy acts as themselves, and each step is on record.',
    helps: 'For whom I can act',
    helped: 'Who can act for me',
    helpsNone: 'Nobody at present. Guardians of children are recorded at a counter or by the register.',
    helpedNone: 'You have named nobody.',
    grant: 'Name a proxy',
    past: 'Those that have ended',
  },
})

/** M9.3: whom one helps and by whom one is helped, with what and until when. */
export function FamilyPage() {
  const say = useSay(words)
  const may = useMay()
  const asked = useAsk('holder/my-relations', { purpose: 'own-affairs', reveal: ['name'] })
  return (
    <Page title={say('title')} lead={say('lead')}>
      <Asked of={asked}>
        {({ relations }) => {
          const now = relations.filter(({ endedAt }) => endedAt === null)
          const past = relations.filter(({ endedAt }) => endedAt !== null)
          return (
            <>
              <Side title={say('helps')} none={say('helpsNone')} of={now.filter(({ side }) => side === 'helps')} />
              <Side title={say('helped')} none={say('helpedNone')} of={now.filter(({ side }) => side === 'helped')} />
              {may('holder/grant-proxy') && (
                <p>
                  <Link className="button button-main" to="/family/grant">
                    {say('grant')}
                  </Link>
                </p>
              )}
              {past.length > 0 && (
                <details className="stack">
                  <summary>{say('past')}</summary>
                  <ul className="cards plain-list">
                    {past.map((relation) => (
                      <RelationPanel key={relation.relationId} relation={relation} />
                    ))}
                  </ul>
                </details>
              )}
            </>
          )
        }}
      </Asked>
    </Page>
  )
}

interface SideProps {
  readonly title: string
  readonly none: string
  readonly of: readonly Relation[]
}

function Side({ title, none, of }: SideProps) {
  return (
    <section className="stack">
      <h2>{title}</h2>
      {of.length === 0 ? (
        <Empty text={none} />
      ) : (
        <ul className="cards plain-list">
          {of.map((relation) => (
            <RelationPanel key={relation.relationId} relation={relation} />
          ))}
        </ul>
      )}
    </section>
  )
}

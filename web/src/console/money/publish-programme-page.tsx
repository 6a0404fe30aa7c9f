import { Link } from '@tanstack/react-router'
import { useSession } from '../../client/client-context.tsx'
import { useRead } from '../../client/use-calls.ts'
import { Asked } from '../../ui/asked.tsx'
import { Page } from '../../ui/page.tsx'
import { createWords, useSaid, useSay } from '../../ui/words.ts'
import { useFilter } from '../use-filter.ts'
import { ProgrammeForm } from './programme-form.tsx'

const words = createWords('publish-programme', {
  zh: {
    title: '拟定待遇项目',
    change: '变更：{{name}}',
    lead: '提交后由本部门另一人批准，批准前不生效。',
    back: '返回待遇项目',
  },
  en: {
    title: 'Propose a benefit programme',
    change: 'Change: {{name}}',
    lead: 'Another person of the department approves it; until then nothing changes.',
    back: 'Back to the programmes',
  },
})

export function PublishProgrammePage() {
  const say = useSay(words)
  const said = useSaid()
  const department = useSession()?.organisationId ?? ''
  const [filter] = useFilter(['programme'])
  const asked = useRead('settlement/benefit-programmes', { department })
  const known = asked.data?.programmes.find(({ programmeId }) => programmeId === filter.programme)
  return (
    <Page
      title={known === undefined ? say('title') : say('change', { name: said(known.name) })}
      lead={say('lead')}
      narrow
    >
      <p>
        <Link to="/benefits/programmes">{say('back')}</Link>
      </p>
      <Asked of={asked}>
        {() => <ProgrammeForm key={known?.programmeId ?? ''} known={known} department={department} />}
      </Asked>
    </Page>
  )
}

import { createWords, useSay } from '../../ui/words.ts'
import { useYuan } from '../../ui/yuan.ts'
import { Deed } from '../deed.tsx'
import type { Migration } from './integrations-page.tsx'

const words = createWords('approve-migration', {
  zh: {
    approve: '复核余额',
    what: '{{lines}} 行旧卡，余额合计 {{sum}}，数分钟内划入持卡人社会保障卡的电子钱包。须由建立和关闭批次以外的人复核；不能撤销。',
    done: '已复核：{{lines}} 行，{{sum}}，正在划入。',
  },
  en: {
    approve: 'Approve the money',
    what: 'The money of {{lines}} lines, {{sum}} in all, moves into the purses of the holders’ cards within minutes. Somebody else than who opened and closed the batch approves it; it cannot be undone.',
    done: 'Approved: {{lines}} lines, {{sum}}; the money is on its way.',
  },
})

interface ApproveMigrationProps {
  readonly migration: Pick<Migration, 'migrationId' | 'linesReceived' | 'balanceReceived'>
  readonly onDone: (text: string) => void
}

/** M16.3: the money of old cards moves when a second person agrees with what was counted. */
export function ApproveMigration({ migration, onDone }: ApproveMigrationProps) {
  const say = useSay(words)
  const yuan = useYuan()
  const { migrationId, linesReceived, balanceReceived } = migration
  return (
    <Deed
      name="service/approve-migration"
      look="main"
      label={say('approve')}
      consequence={say('what', { lines: linesReceived, sum: yuan.of(balanceReceived) })}
      input={() => ({ migrationId })}
      onDone={({ lines, balanceFen }) => onDone(say('done', { lines, sum: yuan.of(balanceFen) }))}
    />
  )
}

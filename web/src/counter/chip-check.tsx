import { useMutation } from '@tanstack/react-query'
import type { CardView } from '@yika/core/card/card-view.ts'
import { useClient } from '../client/client-context.tsx'
import type { CallFailed } from '../client/problem.ts'
import { useReader } from '../client/reader.ts'
import { Button } from '../ui/button.tsx'
import { useKeys } from '../ui/keys.ts'
import { Notice } from '../ui/notice.tsx'
import { ProblemNotice } from '../ui/problem-notice.tsx'
import { ReaderPanel } from '../ui/reader-panel.tsx'
import { readerFault, readerWords } from '../ui/reader-words.ts'
import { createWords, useSay } from '../ui/words.ts'
import { type ChipProof, proveChip } from './prove-chip.ts'
import type { Visit } from './visit.ts'

const words = createWords('chip-check', {
  zh: {
    title: '芯片验真',
    check: '验卡',
    checking: '正在验卡，请勿取出……',
    genuine: '芯片是真的，就是登记的这张卡。',
    'not-genuine': '芯片未通过验证。不要交付此卡：留存卡片，报告主管。',
    'another-card': '读卡器里是另一张卡。请核对卡号。',
    none: '没有连接读卡器：芯片未验真，请仔细核对卡面。',
    simulated: '模拟读卡器不能验证芯片：芯片未验真，请仔细核对卡面。',
  },
  en: {
    title: 'Is the chip genuine?',
    check: 'Check the card',
    checking: 'Checking: leave the card in the reader …',
    genuine: 'The chip is genuine, and it is the card of the register.',
    'not-genuine': 'The chip has not proved itself. Do not hand the card over: keep it and tell your supervisor.',
    'another-card': 'Another card lies in the reader. Compare the number.',
    none: 'There is no reader: the chip is not checked. Look at the face of the card closely.',
    simulated: 'A simulated reader cannot check a chip: it is not checked. Look at the face of the card closely.',
  },
})

interface ChipCheckProps {
  readonly card: CardView
  readonly visit: Visit
  readonly onProof: (proof: ChipProof['outcome']) => void
}

/** M14.1: the card in the reader proves itself before it is handed over. */
export function ChipCheck({ card, visit, onProof }: ChipCheckProps) {
  const say = useSay(words)
  const client = useClient()
  const { state } = useReader()
  const check = useMutation<ChipProof, CallFailed>({
    mutationFn: () => proveChip(client, card, visit),
    onSuccess: ({ outcome }) => onProof(outcome),
  })
  const connected = state === 'connected'
  const run = () => check.isPending || check.mutate()
  useKeys(connected ? [{ key: 'F2', label: say('check'), run }] : [])
  return (
    <section className="stack">
      <h2>{say('title')}</h2>
      <ReaderPanel />
      {connected ? (
        <p>
          <Button busy={check.isPending} onClick={run}>
            {say(check.isPending ? 'checking' : 'check')} <kbd>F2</kbd>
          </Button>
        </p>
      ) : (
        <Notice tone="warn">
          <p>{say(state === 'simulated' ? 'simulated' : 'none')}</p>
        </Notice>
      )}
      <div role="status">{check.data !== undefined && <Outcome proof={check.data} />}</div>
      {check.error !== null && <ProblemNotice error={check.error} />}
    </section>
  )
}

function Outcome({ proof }: { readonly proof: ChipProof }) {
  const say = useSay(words)
  const reader = useSay(readerWords)
  return (
    <Notice tone={proof.outcome === 'genuine' ? 'good' : 'bad'}>
      <p>{proof.outcome === 'unread' ? readerFault(reader, proof.answer) : say(proof.outcome)}</p>
    </Notice>
  )
}

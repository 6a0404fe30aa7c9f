import type { Answer } from '../../client/operations.ts'
import { Tag } from '../../ui/tag.tsx'
import { createWords, useSaid, useSay } from '../../ui/words.ts'
import { useYuan } from '../../ui/yuan.ts'
import { WayBar } from './way-bar.tsx'

type Mine = Answer<'settlement/my-settlements'>
type Treatment = keyof Mine['reached']

const words = createWords('reached', {
  zh: {
    outpatient: '门诊：今年到哪一步了',
    inpatient: '住院：今年到哪一步了',
    nothing: '今年还没有这一类的结算。',
    unpaid: '上一次就诊的机构类型不在医保待遇范围内，或需要先转诊。',
    sum: '今年计入医保的费用 {{sum}}。',
    left: '起付线 {{deductible}}，还差 {{left}}。到起付线以前由您自己付。',
    full: '起付线 {{deductible}} 已经够了。现在每 100 元，医保付 {{percent}} 元。',
    beyond: '够了起付线以后，每 100 元医保付 {{percent}} 元。',
    stay: '下一次住院的起付线是 {{deductible}}；超过的部分每 100 元医保付 {{percent}} 元。',
    next: '再有 {{left}} 计入医保的费用，就变为每 100 元付 {{percent}} 元。',
    as: '按上一次结算：{{as}}。换一级医院会不一样。',
    provisional: '暂定标准，未经官方文件核实',
  },
  en: {
    outpatient: 'Outpatient: how far the year has come',
    inpatient: 'In hospital: how far the year has come',
    nothing: 'No bill of this kind this year.',
    unpaid: 'At institutions like the last one nothing is paid, or only after a referral.',
    sum: 'Costs that count for the insurance this year: {{sum}}.',
    left: 'The deductible is {{deductible}}; {{left}} are left. Up to there you pay yourself.',
    full: 'The deductible of {{deductible}} is reached. Of each 100 yuan the insurance now pays {{percent}}.',
    beyond: 'Beyond it the insurance pays {{percent}} of each 100 yuan.',
    stay: 'The next stay has a deductible of {{deductible}}; beyond it {{percent}} of each 100 yuan are paid.',
    next: 'After another {{left}} of such costs it pays {{percent}} of each 100 yuan.',
    as: 'As the last bill was settled: {{as}}. At a hospital of another grade it differs.',
    provisional: 'provisional figures, no official text was read',
  },
})

interface ReachedPanelProps {
  readonly treatment: Treatment
  readonly accumulated: Mine['accumulators'][Treatment]
  readonly reached: Mine['reached'][Treatment]
}

const perMilleOfPercent = 10

/** M2.6: the accumulators as somebody would say them, and a bar. */
export function ReachedPanel({ treatment, accumulated, reached }: ReachedPanelProps) {
  const say = useSay(words)
  const said = useSaid()
  const yuan = useYuan()
  const used = accumulated.inScope > 0 || accumulated.admissions > 0
  return (
    <section className="panel">
      <h2>{say(treatment)}</h2>
      {reached === null ? (
        <p>{used ? `${say('sum', { sum: yuan.of(accumulated.inScope) })} ${say('unpaid')}` : say('nothing')}</p>
      ) : (
        <>
          {sentences().map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
          <WayBar {...way(reached)} />
          <p className="quiet small">{say('as', { as: said(reached.insuredAs) })}</p>
          {!reached.verified && (
            <p>
              <Tag tone="warn">{say('provisional')}</Tag>
            </p>
          )}
        </>
      )}
    </section>
  )

  function sentences(): readonly string[] {
    if (reached === null) return []
    const { deductibleLeft, perMille, next } = reached
    const percent = perMille / perMilleOfPercent
    const deductible = yuan.of(reached.deductible)
    const begin =
      treatment === 'inpatient'
        ? [say('stay', { deductible, percent })]
        : deductibleLeft > 0
          ? [say('left', { deductible, left: yuan.of(deductibleLeft) }), say('beyond', { percent })]
          : [say('full', { deductible, percent })]
    const after =
      next === null ? [] : [say('next', { left: yuan.of(next.left), percent: next.perMille / perMilleOfPercent })]
    return [say('sum', { sum: yuan.of(accumulated.inScope) }), ...begin, ...after]
  }

  function way({ deductible, deductibleLeft, next }: NonNullable<typeof reached>): { done: number; all: number } {
    const towardsDeductible = treatment === 'outpatient' && deductibleLeft > 0
    if (towardsDeductible || next === null) return { done: deductible - deductibleLeft, all: deductible }
    return { done: accumulated.inScope, all: next.from }
  }
}

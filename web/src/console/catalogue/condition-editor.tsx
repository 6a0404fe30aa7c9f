import { groundKindNames, groundKinds } from '@yika/core/holder/ground.ts'
import { type ConditionProblem, conditionProblem } from '@yika/core/service/check-condition.ts'
import type { Condition } from '@yika/core/service/condition.ts'
import { conditionWords } from '@yika/core/service/condition-words.ts'
import { useId } from 'react'
import { Button } from '../../ui/button.tsx'
import { Choice } from '../../ui/choice.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { createWords, useSaid, useSay } from '../../ui/words.ts'
import { CheckList } from './check-list.tsx'
import { begun, everybody, isEverybody, kindOf, partKinds, partsOf, withParts } from './condition-part.ts'

const words = createWords('condition', {
  zh: {
    whom: '谁可以使用',
    everybody: '所有持卡人',
    everybodyAbout: '持有已启用的社会保障卡即可。',
    some: '符合条件的持卡人',
    someAbout: '在下面逐项组成条件；句子随时说明它的含义。',
    part: '条件 {{number}}',
    kind: '条件 {{number}} 的类型',
    all: '同时满足',
    any: '满足其一',
    not: '不属于',
    age: '年龄',
    ground: '已登记的依据',
    residence: '在本市居住',
    ticket: '卡上已加载某项服务',
    from: '条件 {{number}}：年满（岁，可不填）',
    below: '条件 {{number}}：未满（岁，可不填）',
    grounds: '条件 {{number}}：依据（其一即可）',
    service: '条件 {{number}}：服务',
    pick: '请选择',
    add: '在条件 {{number}} 中增加一项',
    remove: '删除条件 {{number}}',
    sentence: '这个条件的意思是',
    'too-deep': '层次太多：最多四层。',
    'too-long': '条件太长：最多 24 项。',
    'fault-age': '年龄须填至少一端，且起点小于终点（0–150）。',
    'fault-ground': '请至少选择一种依据。',
    'fault-any': '“满足其一”至少要有一项。',
    'fault-ticket': '请选择目录中的服务。',
  },
  en: {
    whom: 'For whom',
    everybody: 'Every holder',
    everybodyAbout: 'An enabled card is enough.',
    some: 'Holders who meet a condition',
    someAbout: 'Put it together below; the sentence says at any time what it means.',
    part: 'Condition {{number}}',
    kind: 'Kind of condition {{number}}',
    all: 'all of these',
    any: 'one of these',
    not: 'none of this',
    age: 'age',
    ground: 'ground on record',
    residence: 'resident of the city',
    ticket: 'a service loaded on the card',
    from: 'Condition {{number}}: aged … or over (may stay empty)',
    below: 'Condition {{number}}: under … years (may stay empty)',
    grounds: 'Condition {{number}}: grounds (one is enough)',
    service: 'Condition {{number}}: service',
    pick: 'Choose',
    add: 'Add a part to condition {{number}}',
    remove: 'Remove condition {{number}}',
    sentence: 'This condition means',
    'too-deep': 'Too deep: four levels at most.',
    'too-long': 'Too long: 24 parts at most.',
    'fault-age': 'Give one end of the age at least, the first below the last (0–150).',
    'fault-ground': 'Choose one ground at least.',
    'fault-any': '“One of these” needs one part at least.',
    'fault-ticket': 'Choose a service of the catalogue.',
  },
})

const faultKeys = {
  'too-deep': 'too-deep',
  'too-long': 'too-long',
  age: 'fault-age',
  ground: 'fault-ground',
  any: 'fault-any',
  ticket: 'fault-ticket',
} as const satisfies Record<ConditionProblem, string>

const depthMost = 4

interface Named {
  readonly serviceId: string
  readonly name: { readonly zh: string; readonly en: string }
}

interface ConditionEditorProps {
  readonly value: Condition
  /** Services that a card can carry. */
  readonly services: readonly Named[]
  readonly onValue: (value: Condition) => void
}

/** What is wrong with a condition, by the rule of core; undefined when it can be judged and explained. */
export function useConditionFault(services: readonly Named[]): (condition: Condition) => string | undefined {
  const say = useSay(words)
  return (condition) => {
    const problem = conditionProblem(condition, (id) => services.some(({ serviceId }) => serviceId === id))
    return problem === undefined ? undefined : say(faultKeys[problem])
  }
}

/** The sentence that holders will read, in both languages. */
export function conditionSentence(condition: Condition, services: readonly Named[]) {
  return conditionWords(
    condition,
    (id) => services.find(({ serviceId }) => serviceId === id)?.name ?? { zh: id || '……', en: id || '…' },
  )
}

/** A condition is put together from typed parts and says at every moment what it means. */
export function ConditionEditor({ value, services, onValue }: ConditionEditorProps) {
  const say = useSay(words)
  const sentence = useId()
  const fault = useConditionFault(services)(value)
  const { zh, en } = conditionSentence(value, services)
  return (
    <div className="stack">
      <Choice
        legend={say('whom')}
        value={isEverybody(value) ? 'everybody' : 'some'}
        options={[
          { value: 'everybody', label: say('everybody'), about: say('everybodyAbout') },
          { value: 'some', label: say('some'), about: say('someAbout') },
        ]}
        onValue={(whom) => onValue(whom === 'everybody' ? everybody : begun('age'))}
      />
      {!isEverybody(value) && <Part value={value} services={services} number="1" depth={1} onValue={onValue} />}
      <section aria-labelledby={sentence} aria-live="polite">
        <Notice {...(fault === undefined ? { tone: 'good' } : { tone: 'warn' })}>
          <p id={sentence} className="small">
            {say('sentence')}
          </p>
          <p lang="zh-CN">
            <strong>{zh}</strong>
          </p>
          <p lang="en">{en}</p>
          {fault !== undefined && <p className="field-fault">{fault}</p>}
        </Notice>
      </section>
    </div>
  )
}

interface PartProps {
  readonly value: Condition
  readonly services: readonly Named[]
  /** Its place as people count: 1.2.1. */
  readonly number: string
  readonly depth: number
  readonly onValue: (value: Condition) => void
  readonly onRemove?: () => void
}

function Part({ value, services, number, depth, onValue, onRemove }: PartProps) {
  const say = useSay(words)
  const kind = kindOf(value)
  const kinds = partKinds.filter((one) => depth < depthMost || !['all', 'any', 'not'].includes(one))
  return (
    <fieldset className="panel">
      <legend>{say('part', { number })}</legend>
      <SelectField
        label={say('kind', { number })}
        value={kind}
        options={kinds.map((one) => ({ value: one, label: say(one) }))}
        onValue={(chosen) => {
          if (chosen !== '' && chosen !== kind) onValue(begun(chosen, value))
        }}
      />
      <PartFields {...{ value, services, number, depth, onValue }} />
      {onRemove !== undefined && (
        <p>
          <Button onClick={onRemove}>{say('remove', { number })}</Button>
        </p>
      )}
    </fieldset>
  )
}

function PartFields({ value, services, number, depth, onValue }: Omit<PartProps, 'onRemove'>) {
  const say = useSay(words)
  const said = useSaid()
  if ('all' in value || 'any' in value) {
    const parts = partsOf(value)
    return (
      <>
        {parts.map((part, place) => (
          <Part
            // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place in the condition and has no other name
            key={place}
            value={part}
            services={services}
            number={`${number}.${place + 1}`}
            depth={depth + 1}
            onValue={(changed) =>
              onValue(
                withParts(
                  value,
                  parts.map((old, at) => (at === place ? changed : old)),
                ),
              )
            }
            // The last part of what everybody must meet stays: nothing at all would mean everybody.
            {...(parts.length > 1 && {
              onRemove: () =>
                onValue(
                  withParts(
                    value,
                    parts.filter((_, at) => at !== place),
                  ),
                ),
            })}
          />
        ))}
        <p>
          <Button onClick={() => onValue(withParts(value, [...parts, begun('age')]))}>{say('add', { number })}</Button>
        </p>
      </>
    )
  }
  if ('not' in value) {
    return (
      <Part
        value={value.not}
        services={services}
        number={`${number}.1`}
        depth={depth + 1}
        onValue={(not) => onValue({ not })}
      />
    )
  }
  if ('age' in value) {
    const { from, below } = value.age
    const years = (entered: string) => (/^\d{1,3}$/.test(entered.trim()) ? Number(entered) : undefined)
    const aged = (first: number | undefined, last: number | undefined): Condition => ({
      age: { ...(first === undefined ? {} : { from: first }), ...(last === undefined ? {} : { below: last }) },
    })
    return (
      <div className="row">
        <TextField
          label={say('from', { number })}
          inputMode="numeric"
          value={from ?? ''}
          onValue={(entered) => onValue(aged(years(entered), below))}
        />
        <TextField
          label={say('below', { number })}
          inputMode="numeric"
          value={below ?? ''}
          onValue={(entered) => onValue(aged(from, years(entered)))}
        />
      </div>
    )
  }
  if ('ground' in value) {
    return (
      <CheckList
        legend={say('grounds', { number })}
        value={value.ground}
        options={groundKindNames.map((one) => ({ value: one, label: said(groundKinds[one]) }))}
        onValue={(ground) => onValue({ ground })}
      />
    )
  }
  if ('ticket' in value) {
    return (
      <SelectField
        label={say('service', { number })}
        value={value.ticket}
        any={say('pick')}
        options={services.map(({ serviceId, name }) => ({ value: serviceId, label: said(name) }))}
        onValue={(ticket) => onValue({ ticket })}
      />
    )
  }
  return null
}

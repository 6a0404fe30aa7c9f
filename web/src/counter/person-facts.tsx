import { districts } from '@yika/core/identifier/district.ts'
import { sexes } from '@yika/core/identifier/sex.ts'
import { useState } from 'react'
import { useAsk } from '../client/use-calls.ts'
import { Asked } from '../ui/asked.tsx'
import { Button } from '../ui/button.tsx'
import { Facts } from '../ui/facts.tsx'
import { useMoments } from '../ui/moment.ts'
import { Notice } from '../ui/notice.tsx'
import { createWords, useSaid, useSay } from '../ui/words.ts'
import { readOf, type Visit } from './visit.ts'

const words = createWords('person-facts', {
  zh: {
    ssn: '社会保障号码',
    sex: '性别',
    birth: '出生日期',
    district: '所在区',
    phone: '联系电话',
    address: '联系地址',
    reveal: '显示完整姓名、电话和地址',
    revealed: '已显示完整信息，此次查看已记录。',
    'death-reported': '有死亡信息待核实：除挂失外不能办理。',
    deceased: '此人已登记死亡。',
    'moved-away': '此人已登记迁出本市。',
  },
  en: {
    ssn: 'Social security number',
    sex: 'Sex',
    birth: 'Born',
    district: 'District',
    phone: 'Phone',
    address: 'Address',
    reveal: 'Show name, phone and address in full',
    revealed: 'Shown in full; the look has been recorded.',
    'death-reported': 'News of a death is being checked: nothing but a loss report is possible.',
    deceased: 'This person is recorded as deceased.',
    'moved-away': 'This person is recorded as having moved away.',
  },
})

/** Who stands here, masked until somebody has a reason to read it all (M11.2). */
export function PersonFacts({ visit }: { readonly visit: Visit }) {
  const say = useSay(words)
  const said = useSaid()
  const moments = useMoments()
  const [shown, setShown] = useState(false)
  const asked = useAsk('holder/person', {
    ...readOf(visit),
    ...(shown ? { reveal: ['name', 'phone', 'address'] } : {}),
  })
  return (
    <Asked of={asked}>
      {(person) => {
        const district = districts[person.district as keyof typeof districts] as { zh: string; en: string } | undefined
        const number = (label: string, value: string | null) =>
          [
            label,
            value === null ? null : (
              <span key={label} className="number">
                {value}
              </span>
            ),
          ] as const
        return (
          <>
            <h2 lang="zh-CN">{person.name ?? '—'}</h2>
            {person.lifeStatus !== 'alive' && (
              <Notice tone="bad">
                <p>{say(person.lifeStatus)}</p>
              </Notice>
            )}
            <Facts
              of={[
                number(say('ssn'), person.ssn),
                [say('sex'), said(sexes[person.sex])],
                [say('birth'), moments.on(person.birthOn)],
                [say('district'), district === undefined ? person.district : said(district)],
                number(say('phone'), person.phone),
                [say('address'), person.address],
              ]}
            />
            {shown ? (
              <p className="quiet small" role="status">
                {say('revealed')}
              </p>
            ) : (
              <p>
                <Button look="plain" onClick={() => setShown(true)}>
                  {say('reveal')}
                </Button>
              </p>
            )}
          </>
        )
      }}
    </Asked>
  )
}

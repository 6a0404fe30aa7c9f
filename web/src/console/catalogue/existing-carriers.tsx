import type { ServiceField } from '@yika/core/service/card-service.ts'
import { useRead } from '../../client/use-calls.ts'
import { Asked } from '../../ui/asked.tsx'
import { CheckField } from '../../ui/check-field.tsx'
import { Empty } from '../../ui/empty.tsx'
import { createWords, useSaid, useSay } from '../../ui/words.ts'

const words = createWords('existing-carriers', {
  zh: {
    none: '该领域还没有服务。',
    lead: '该领域现有 {{count}} 项服务，社会保障卡都能办。请逐项比对：其中一项够用，就不必新增。',
    considered: '已比对，不适用：{{name}}',
  },
  en: {
    none: 'This field has no service yet.',
    lead: 'The card opens {{count}} services in this field already. Look at each: where one of them will do, no new one is needed.',
    considered: 'Considered, will not do: {{name}}',
  },
})

interface ExistingCarriersProps {
  readonly field: ServiceField
  readonly considered: readonly string[]
  readonly fault: string | undefined
  readonly onConsidered: (considered: string[]) => void
}

/** M16.4: what the card opens in this field already is looked at before anything new is thought of. */
export function ExistingCarriers({ field, considered, fault, onConsidered }: ExistingCarriersProps) {
  const say = useSay(words)
  const said = useSaid()
  const asked = useRead('service/carriers-for', { field })
  return (
    <Asked of={asked}>
      {({ services }) =>
        services.length === 0 ? (
          <Empty text={say('none')} />
        ) : (
          <div className="stack">
            <p>{say('lead', { count: services.length })}</p>
            {fault !== undefined && (
              <p className="field-fault" role="alert">
                {fault}
              </p>
            )}
            <ul className="plain-list stack">
              {services.map(({ serviceId, name, condition, owner, carriers }) => (
                <li key={serviceId}>
                  <CheckField
                    label={say('considered', { name: said(name) })}
                    checked={considered.includes(serviceId)}
                    onValue={(wanted) =>
                      onConsidered(
                        services
                          .map((one) => one.serviceId)
                          .filter((one) => (one === serviceId ? wanted : considered.includes(one))),
                      )
                    }
                  />
                  <p className="quiet small">
                    {[said(owner), carriers.map(said).join('、'), said(condition)].join(' · ')}
                  </p>
                </li>
              ))}
            </ul>
          </div>
        )
      }
    </Asked>
  )
}

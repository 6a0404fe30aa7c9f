import { bankServiceNames, bankServices } from '@yika/core/bank/bank-service.ts'
import { useRead } from '../client/use-calls.ts'
import { Asked } from '../ui/asked.tsx'
import { createWords, useSaid, useSay } from '../ui/words.ts'

const words = createWords('banks-beside-each-other', {
  zh: {
    title: '合作银行一览',
    about: '各银行可办理的事项。表格较宽时可左右滚动。',
    bank: '银行',
    hotline: '客服电话',
    yes: '可办',
    no: '不可办',
  },
  en: {
    title: 'The banks side by side',
    about: 'What each bank does. A wide table scrolls sideways.',
    bank: 'Bank',
    hotline: 'Hotline',
    yes: 'yes',
    no: 'no',
  },
})

/** Article 7 (M7.12): the catalogue as one table. */
export function BanksBesideEachOther() {
  const say = useSay(words)
  const said = useSaid()
  return (
    <section className="stack">
      <h2 id="banks-title">{say('title')}</h2>
      <p className="quiet small">{say('about')}</p>
      <Asked of={useRead('bank/banks', {})}>
        {({ banks }) => (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has a keyboard only scrolls it with the arrows.
          <section className="table" aria-labelledby="banks-title" tabIndex={0}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{say('bank')}</th>
                  <th scope="col">{say('hotline')}</th>
                  {bankServiceNames.map((service) => (
                    <th scope="col" key={service}>
                      {said(bankServices[service])}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {banks.map(({ bankId, name, hotline, services }) => (
                  <tr key={bankId}>
                    <th scope="row">{said(name)}</th>
                    <td>{hotline === null ? '–' : <a href={`tel:${hotline}`}>{hotline}</a>}</td>
                    {bankServiceNames.map((service) => (
                      <td key={service}>{services.includes(service) ? `✓ ${say('yes')}` : `✕ ${say('no')}`}</td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        )}
      </Asked>
    </section>
  )
}

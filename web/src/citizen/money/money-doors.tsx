import type { QueryName } from '../../client/operations.ts'
import { createWords, useSay } from '../../ui/words.ts'
import { DoorList } from '../door-list.tsx'
import { useEntrusted } from '../use-entrusted.ts'

const words = createWords('money-doors', {
  zh: {
    title: '钱和出行',
    money: '我的资金',
    moneyAbout: '余额、每月账单',
    travel: '出行和公交钱包',
    travelAbout: '乘车记录、票价、充值',
    medical: '看病结算',
    medicalAbout: '谁付了多少、起付线到了没有',
    benefits: '养老金和补贴',
    benefitsAbout: '发了没有、到账没有',
    fees: '缴费',
    feesAbout: '待缴、已缴和收据',
  },
  en: {
    title: 'Money and travel',
    money: 'My money',
    moneyAbout: 'What there is, statements by month',
    travel: 'Travel and the purse',
    travelAbout: 'Rides, fares, topping up',
    medical: 'Medical bills',
    medicalAbout: 'Who paid what, how far the deductible is',
    benefits: 'Pensions and benefits',
    benefitsAbout: 'Whether it was paid and has arrived',
    fees: 'Fees',
    feesAbout: 'To pay, paid, receipts',
  },
})

const doors = [
  ['/money', 'money', 'ledger/my-money'],
  ['/travel', 'travel', 'travel/my-travel'],
  ['/medical', 'medical', 'settlement/my-settlements'],
  ['/benefits', 'benefits', 'settlement/my-benefits'],
  ['/fees', 'fees', 'settlement/my-fees'],
] as const satisfies readonly (readonly [string, string, QueryName])[]

export type MoneyDoor = (typeof doors)[number][1]

export function useMoneyDoors(): readonly (readonly [to: string, door: MoneyDoor])[] {
  const entrusted = useEntrusted()
  return doors.filter(([, , operation]) => entrusted(operation)).map(([to, door]) => [to, door])
}

/** The pages about money; `except` is the one that is shown. */
export function MoneyDoors({ except }: { readonly except?: MoneyDoor }) {
  const say = useSay(words)
  const open = useMoneyDoors().filter(([, door]) => door !== except)
  return (
    <DoorList
      title={say('title')}
      doors={open.map(([to, door]) => ({ to, name: say(door), about: say(`${door}About`) }))}
    />
  )
}

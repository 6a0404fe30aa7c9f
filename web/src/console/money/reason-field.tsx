import { TextAreaField } from '../../ui/text-area-field.tsx'
import { createWords, useSay } from '../../ui/words.ts'

const words = createWords('money-reason', {
  zh: { label: '原因（不写姓名和号码）' },
  en: { label: 'Reason (no names or numbers)' },
})

interface ReasonFieldProps {
  readonly value: string
  readonly most: number
  readonly onValue: (value: string) => void
}

export function ReasonField({ value, most, onValue }: ReasonFieldProps) {
  const say = useSay(words)
  return <TextAreaField label={say('label')} rows={2} maxLength={most} value={value} onValue={onValue} />
}

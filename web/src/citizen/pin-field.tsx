import { TextField } from '../ui/field.tsx'

interface PinFieldProps {
  readonly label: string
  readonly hint?: string | undefined
  readonly fault?: string | undefined
  readonly value: string
  readonly digits: number
  readonly shown: boolean
  readonly onValue: (value: string) => void
}

/** M9.6: covered, figures only, and kept nowhere: not by the page, not by the browser. */
export function PinField({ digits, shown, ...field }: PinFieldProps) {
  return (
    <TextField
      {...field}
      className="number pin-input"
      type={shown ? 'text' : 'password'}
      inputMode="numeric"
      autoComplete="off"
      maxLength={digits}
      spellCheck={false}
    />
  )
}

import type { TextareaHTMLAttributes } from 'react'
import { Field } from './field.tsx'

type TextAreaFieldProps = Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'id' | 'onChange'> & {
  readonly label: string
  readonly hint?: string | undefined
  readonly fault?: string | undefined
  readonly onValue: (value: string) => void
}

/** A field for more than one line. */
export function TextAreaField({ label, hint, fault, onValue, rows = 4, ...area }: TextAreaFieldProps) {
  return (
    <Field label={label} hint={hint} fault={fault}>
      {(control) => (
        <textarea
          {...area}
          {...control}
          rows={rows}
          className="input"
          onChange={(event) => onValue(event.target.value)}
        />
      )}
    </Field>
  )
}

import { type InputHTMLAttributes, type ReactNode, useId } from 'react'

interface FieldProps {
  /** Where a key or a link leads to this field. */
  readonly id?: string | undefined
  readonly label: string
  readonly hint?: string | undefined
  /** What is wrong and how to mend it; read out when it appears. */
  readonly fault?: string | undefined
  readonly children: (control: {
    id: string
    'aria-describedby': string | undefined
    'aria-invalid': boolean
  }) => ReactNode
}

/** A label, a hint, a control and its fault, tied together for eyes and ears. */
export function Field({ id: given, label, hint, fault, children }: FieldProps) {
  const made = useId()
  const id = given ?? made
  const described = [hint === undefined ? '' : `${id}-hint`, fault === undefined ? '' : `${id}-fault`].filter(Boolean)
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {hint !== undefined && (
        <span className="field-hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {fault !== undefined && (
        <span className="field-fault" id={`${id}-fault`} role="alert">
          {fault}
        </span>
      )}
      {children({
        id,
        'aria-describedby': described.length > 0 ? described.join(' ') : undefined,
        'aria-invalid': fault !== undefined,
      })}
    </div>
  )
}

type TextFieldProps = Omit<FieldProps, 'children'> &
  Omit<InputHTMLAttributes<HTMLInputElement>, 'id' | 'onChange'> & { readonly onValue: (value: string) => void }

export function TextField({ label, hint, fault, onValue, className = '', ...input }: TextFieldProps) {
  return (
    <Field label={label} hint={hint} fault={fault}>
      {(control) => (
        <input
          {...input}
          {...control}
          className={`input ${className}`}
          onChange={(event) => onValue(event.target.value)}
        />
      )}
    </Field>
  )
}

type SelectFieldProps<Value extends string> = Omit<FieldProps, 'children'> & {
  readonly value: Value | ''
  readonly options: readonly { readonly value: Value; readonly label: string }[]
  /** The first entry, which chooses nothing. */
  readonly any?: string
  readonly onValue: (value: Value | '') => void
}

export function SelectField<Value extends string>(props: SelectFieldProps<Value>) {
  const { label, hint, fault, value, options, any, onValue } = props
  return (
    <Field label={label} hint={hint} fault={fault}>
      {(control) => (
        <select
          {...control}
          className="input"
          value={value}
          onChange={(event) => onValue(event.target.value as Value | '')}
        >
          {any !== undefined && <option value="">{any}</option>}
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

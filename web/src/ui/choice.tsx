import { useId } from 'react'

interface ChoiceProps<Value extends string> {
  readonly legend: string
  readonly legendUnseen?: boolean
  readonly value: Value
  readonly options: readonly { readonly value: Value; readonly label: string; readonly about?: string }[]
  readonly onValue: (value: Value) => void
}

/** One of a few, each with a sentence about it; large enough for a thumb. */
export function Choice<Value extends string>({ legend, legendUnseen, value, options, onValue }: ChoiceProps<Value>) {
  const name = useId()
  return (
    <fieldset>
      <legend className={legendUnseen ? 'unseen' : ''}>{legend}</legend>
      <div className="choices">
        {options.map((option) => (
          <label className="choice" key={option.value}>
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onValue(option.value)}
            />
            <span>{option.label}</span>
            {option.about !== undefined && <span className="choice-about">{option.about}</span>}
          </label>
        ))}
      </div>
    </fieldset>
  )
}

import { CheckField } from '../../ui/check-field.tsx'

interface CheckListProps<Value extends string> {
  readonly legend: string
  readonly fault?: string | undefined
  readonly options: readonly { readonly value: Value; readonly label: string }[]
  readonly value: readonly Value[]
  readonly onValue: (value: Value[]) => void
}

/** Any number of a few, in the order in which they stand. */
export function CheckList<Value extends string>({ legend, fault, options, value, onValue }: CheckListProps<Value>) {
  return (
    <fieldset>
      <legend>{legend}</legend>
      {fault !== undefined && (
        <p className="field-fault" role="alert">
          {fault}
        </p>
      )}
      <div className="grid">
        {options.map((option) => (
          <CheckField
            key={option.value}
            label={option.label}
            checked={value.includes(option.value)}
            onValue={(wanted) =>
              onValue(
                options.map((one) => one.value).filter((one) => (one === option.value ? wanted : value.includes(one))),
              )
            }
          />
        ))}
      </div>
    </fieldset>
  )
}

interface CheckFieldProps {
  readonly label: string
  readonly checked: boolean
  readonly onValue: (checked: boolean) => void
}

/** Yes or no; the whole line is the target. */
export function CheckField({ label, checked, onValue }: CheckFieldProps) {
  return (
    <label className="check">
      <input type="checkbox" checked={checked} onChange={(event) => onValue(event.target.checked)} />
      {label}
    </label>
  )
}

/** How far a sum has come; the sentence beside it says the same. */
export function WayBar({ done, all }: { readonly done: number; readonly all: number }) {
  const share = all === 0 ? 1 : Math.min(1, Math.max(0, done / all))
  return (
    <svg className="way" aria-hidden="true">
      <rect className="way-all" width="100%" height="100%" />
      <rect className="way-done" width={`${share * 100}%`} height="100%" />
    </svg>
  )
}

import { useSession } from '../../client/client-context.tsx'
import { useFilter } from '../use-filter.ts'

export interface FigureFilter {
  readonly from: string
  readonly to: string
  readonly district?: string
  readonly bankId?: string
}

const dayMs = 86_400_000
const usualDays = 30
const cityOffsetMs = 8 * 3_600_000

/** A day of the city. */
function dayBefore(days: number): string {
  return new Date(Date.now() + cityOffsetMs - days * dayMs).toISOString().slice(0, 10)
}

/** The period, the district and the bank of all figures, out of the address; the last thirty days where it says nothing. */
export function useFigureFilter(): readonly [
  FigureFilter,
  (change: Partial<Record<'from' | 'to' | 'district' | 'bankId', string>>) => void,
] {
  const session = useSession()
  const [{ from = dayBefore(usualDays - 1), to = dayBefore(0), district, bankId }, narrow] = useFilter([
    'from',
    'to',
    'district',
    'bankId',
  ])
  // Whoever has a place of their own is answered for it and need not say so.
  const own = { district: session?.role === 'district-officer', bank: session?.role === 'bank-supervisor' }
  return [
    {
      from,
      to,
      ...(district === undefined || own.district ? {} : { district }),
      ...(bankId === undefined || own.bank ? {} : { bankId }),
    },
    narrow,
  ]
}

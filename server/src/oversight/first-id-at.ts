import { epochMs, type Instant } from '@yika/core/calendar/instant.ts'

/** Below every identifier that was made at the instant or later (UUIDv7): a window of time is a range of identifiers. */
export function firstIdAt(at: Instant): string {
  const time = epochMs(at).toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-0000-0000-000000000000`
}

import type { KnownStatus } from './terminal-lists.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs

/** M9.5: a terminal says how old its knowledge is, to staff and holder, in both languages. */
export function stalenessWords(
  { knownAt, staleness }: Pick<KnownStatus, 'knownAt' | 'staleness'>,
  nowMs: number,
): { readonly zh: string; readonly en: string } {
  const { zh, en } = ageWords(Math.max(0, nowMs - knownAt))
  switch (staleness) {
    case 'fresh':
      return { zh: `名单更新于${zh}前。`, en: `The list is ${en} old.` }
    case 'stale':
      return {
        zh: `名单更新于${zh}前，此后的挂失和停用尚未收到。`,
        en: `The list is ${en} old: what was reported since is not in it.`,
      }
    case 'expired':
      return {
        zh: `名单更新于${zh}前，已失效，请联网后再用卡。`,
        en: `The list is ${en} old and no longer counts: connect before the card is used.`,
      }
  }
}

function ageWords(ms: number): { readonly zh: string; readonly en: string } {
  const [count, zh, en] =
    ms < minuteMs
      ? [Math.floor(ms / 1000), '秒', 'second']
      : ms < hourMs
        ? [Math.floor(ms / minuteMs), '分钟', 'minute']
        : [Math.floor(ms / hourMs), '小时', 'hour']
  return { zh: `${count}${zh}`, en: `${count} ${en}${count === 1 ? '' : 's'}` }
}

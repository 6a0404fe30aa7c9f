/** Tells a person at a terminal how far the work is; says nothing into a file or a pipe. */
export interface ProgressBar {
  show(share: number, lines: number): void
  end(): void
}

const width = 30
const refreshMs = 100

export function progressBar(
  terminal: { readonly isTTY?: boolean; write(text: string): unknown },
  clock: () => number,
): ProgressBar {
  if (terminal.isTTY !== true) return { show() {}, end() {} }
  const began = clock()
  let shownAt = Number.NEGATIVE_INFINITY
  return {
    show(share, lines) {
      const now = clock()
      if (now - shownAt < refreshMs && share < 1) return
      shownAt = now
      const done = Math.min(1, Math.max(0, share))
      const filled = Math.round(done * width)
      const seconds = (now - began) / 1000
      const rate = seconds > 0 ? Math.round(lines / seconds) : 0
      const left = done > 0.001 ? `, ${clockText((seconds / done) * (1 - done))} left` : ''
      terminal.write(
        `\r[${'#'.repeat(filled)}${'-'.repeat(width - filled)}] ${String(Math.floor(done * 100)).padStart(3)} %  ${lines} lines, ${rate}/s${left}   `,
      )
    },
    end: () => void terminal.write('\n'),
  }
}

function clockText(seconds: number): string {
  const whole = Math.round(seconds)
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}

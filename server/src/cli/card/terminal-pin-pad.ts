import type { PinPad } from '@yika/chip/driver/driver-parts.ts'

const prompts = {
  pin: '密码 PIN: ',
  'old-pin': '原密码 Present PIN: ',
  'new-pin': '新密码 New PIN: ',
  repeat: '再次输入 Once more: ',
} as const satisfies Record<Parameters<PinPad['enter']>[0], string>

const waitedMs = 30_000
const [interrupt, carriageReturn, newline, backspace, remove, escapeKey] = [
  '\u0003',
  '\r',
  '\n',
  '\b',
  '\u007f',
  '\u001b',
]

/** The keys of the terminal stand for those of the reader; what is typed is not shown. Without a terminal nobody can type. */
export const terminalPinPad: PinPad = {
  enter(kind) {
    const { stdin, stderr } = process
    if (!stdin.isTTY) return Promise.resolve('cancelled')
    stderr.write(prompts[kind])
    stdin.setRawMode(true)
    stdin.resume()
    return new Promise((resolve) => {
      let typed = ''
      const end = (answer: string) => {
        clearTimeout(late)
        stdin.off('data', read)
        stdin.setRawMode(false)
        stdin.pause()
        stderr.write('\n')
        resolve(answer)
      }
      const late = setTimeout(() => end('timeout'), waitedMs)
      const read = (chunk: Buffer) => {
        for (const key of chunk.toString('latin1')) {
          if (key === interrupt || key === escapeKey) return end('cancelled')
          if (key === carriageReturn || key === newline) return end(typed)
          typed = key === backspace || key === remove ? typed.slice(0, -1) : /\d/.test(key) ? typed + key : typed
        }
      }
      stdin.on('data', read)
    })
  },
}

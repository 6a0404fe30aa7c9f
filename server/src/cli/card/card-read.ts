import { parseArgs } from 'node:util'
import { errorText } from '@yika/chip/driver/error-code.ts'
import { type CliCommand, UsageError } from '../cli-command.ts'
import { openDriver, readerHelp, readerOptions } from './open-driver.ts'

const help = `yika card read [options]

Reads the card in a PC/SC reader the way the ministry's driver does (iReadCardBas) and prints the eleven items. Nothing is kept.

${readerHelp}
  --contactless      read through the contactless slot
  --json             one JSON object instead of lines

A 3.00 card shows who holds it only to a security module with the key RKSSSE (--psam), or to the key machine of the server.

Exit codes: 0 read, 1 the card or the reader refused (the driver's code is printed), 2 wrong use or no reader.`

/** The items of iReadCardBas in their order. */
const items = [
  ['area', '发卡地区'],
  ['socialSecurityNumber', '社会保障号码'],
  ['cardNumber', '卡号'],
  ['identificationCode', '卡识别码'],
  ['name', '姓名'],
  ['resetInformation', '卡复位信息'],
  ['version', '规范版本'],
  ['issuedOn', '发卡日期'],
  ['validUntil', '卡有效期'],
  ['terminal', '终端机编号'],
  ['device', '终端设备号'],
] as const

export const cardRead: CliCommand = {
  help,
  async run(args) {
    const values = readArguments(args)
    const { driver, close } = await openDriver(values)
    try {
      const { code, text } = await driver.iReadCardBas(values.contactless ? 2 : 1)
      if (code !== 0) {
        const { zh, en } = errorText(code)
        console.error(`${code} ${zh} ${en}`)
        return 1
      }
      const fields = text.split('|')
      if (values.json) console.log(JSON.stringify(Object.fromEntries(items.map(([name], at) => [name, fields[at]]))))
      else for (const [at, [name, zh]] of items.entries()) console.log(`${zh} ${name}: ${fields[at]}`)
      return 0
    } finally {
      await close()
    }
  },
}

function readArguments(args: readonly string[]) {
  try {
    const options = {
      ...readerOptions,
      contactless: { type: 'boolean', default: false },
      json: { type: 'boolean' },
    } as const
    const { values } = parseArgs({ args: [...args], options })
    return { ...values, psam: values.psam }
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n\n${help}`)
  }
}

import { parentPort } from 'node:worker_threads'
import { drawReceipt } from './draw-receipt.ts'
import type { ReceiptSheet } from './receipt-sheet.ts'

interface Job {
  readonly job: number
  readonly sheet: ReceiptSheet
}

/** The thread of the press: one paper after another. */
parentPort?.on('message', async ({ job, sheet }: Job) => {
  try {
    parentPort?.postMessage({ job, file: await drawReceipt(sheet) })
  } catch (error) {
    parentPort?.postMessage({ job, error })
  }
})

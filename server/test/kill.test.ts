import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import path from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'

const run = promisify(execFile)
const bench = path.join(import.meta.dirname, '../../bench/src/main.ts')
const rounds = 3

// The same trial as `npm run bench -- endure`, with fewer falls; its seed is in the output of a failure.
test('M13.3: whatever was acknowledged survives a kill of the server and of its database, once', {
  skip: process.platform === 'win32',
  timeout: 300_000,
}, async () => {
  const args = [bench, 'endure', '--rounds', String(rounds), '--json']
  const { stdout } = await run(process.execPath, args).catch((error: { stdout: string; stderr: string }) => {
    throw new Error(`${error.stdout}\n${error.stderr}`)
  })
  const report = JSON.parse(stdout.trim().split('\n').at(-1) ?? '')
  assert.equal(report.valid, true, stdout)
  assert.equal(stdout.match(/^round \d+: up again/gm)?.length, rounds)
  const [acknowledged] = report.results
  assert.ok(acknowledged.value > 50, stdout)
})

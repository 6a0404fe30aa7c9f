import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { test } from 'node:test'

const story = new URL('../../e2e/story.ts', import.meta.url).pathname

test('one card’s whole life, from the register to its cancellation, through the public interface of a real server', async () => {
  const { code, said } = await new Promise<{ code: unknown; said: string }>((resolve) =>
    execFile(process.execPath, [story], { maxBuffer: 16 * 1024 * 1024 }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : error.code, said: `${stdout}\n${stderr}` }),
    ),
  )
  assert.equal(code, 0, said.split('\n').slice(-80).join('\n'))
  assert.match(said, /\d+ scenes in .* all passed\.$/m)
})

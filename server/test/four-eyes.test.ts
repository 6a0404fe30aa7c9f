import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { test } from 'node:test'
import type { Actor } from '@yika/core/access/actor.ts'
import { dismissStaff, registerStaff } from '@yika/core/access/schema.ts'
import type { Staff } from '@yika/core/access/staff.ts'
import { lockCard, requestUnlock, unlockCard } from '@yika/core/card/schema.ts'
import { accessCommands } from '../src/access/commands.ts'
import { seedOrganisations } from '../src/access/seed-organisations.ts'
import { cardCommands } from '../src/card/commands.ts'
import { actorOfAccount, staffAccountId } from '../src/sign-in/account.ts'
import type { SignInParts } from '../src/sign-in/parts.ts'
import { enabledCard, givenCard, givenPerson } from './given-card.ts'
import { testKernel } from './test-kernel.ts'

const administrator: Actor = { id: 'admin', role: 'security-administrator', organisationId: 'human-resources' }

test('M17.5: two accounts of one natural person are one person, also when one of them has been dismissed', async (t) => {
  const kernel = await testKernel(t, { commands: (parts) => [...accessCommands, ...cardCommands(parts)] })
  await seedOrganisations(kernel.executor)
  const account = async (employeeNumber: string, userName: string) => {
    const input = { employeeNumber, userName, role: 'bureau-officer', organisationId: 'human-resources' }
    const outcome = await kernel.run(registerStaff, administrator, input)
    assert.equal(outcome.status, 'accepted', JSON.stringify(outcome))
    return (outcome as { answer: { staffId: string } }).answer.staffId
  }
  const signedIn = async (staffId: string) => {
    const [staff] = await kernel.db<Staff[]>`select * from staff where staff_id = ${staffId}`
    return (await actorOfAccount({ db: kernel.db } as SignInParts, staffAccountId(staff as Staff))) as Actor
  }
  const [first, second, other] = [
    await account('E-1', 'one'),
    await account('E-1', 'two'),
    await account('E-2', 'three'),
  ]
  const personId = await givenPerson(kernel)
  const { cardId } = await givenCard(kernel, personId, enabledCard())
  const key = { personId, cardId }
  const asFirst = await signedIn(first)
  assert.equal((await kernel.run(lockCard, asFirst, { ...key, reason: 'suspected-misuse' })).status, 'accepted')
  assert.equal((await kernel.run(requestUnlock, asFirst, { ...key, reason: 'cleared' })).status, 'accepted')
  const unlock = async (staffId: string) => {
    const outcome = await kernel.run(unlockCard, await signedIn(staffId), key)
    return outcome.status === 'refused' ? outcome.code : outcome.status
  }
  assert.equal(await unlock(first), 'same-person-twice')
  assert.equal(await unlock(second), 'same-person-twice')
  assert.equal((await kernel.run(dismissStaff, administrator, { staffId: first })).status, 'accepted')
  assert.equal(await unlock(second), 'same-person-twice')
  assert.equal(await unlock(other), 'accepted')
})

test('M17.5: every rule of two persons counts people, not accounts', async () => {
  const root = path.join(import.meta.dirname, '../../core/src')
  const files = (await readdir(root, { recursive: true })).filter((file) => /(?<!\.test)\.ts$/.test(file))
  const texts = await Promise.all(files.map((file) => readFile(path.join(root, file), 'utf8')))
  const rules = texts.flatMap((text) => text.match(/.*refuse\('same-person-twice'\)/g) ?? [])
  assert.ok(rules.length >= 10)
  for (const rule of rules) assert.match(rule, /isSamePerson\(/)
})

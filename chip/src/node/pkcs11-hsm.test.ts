import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, suite, test } from 'node:test'
import { imageOf, insert } from '../../test/card-on-bench.ts'
import { parseCommand } from '../apdu/command-apdu.ts'
import { manufactureCard } from '../card/manufacture-card.ts'
import { type Challenge, type ChipHsm, HsmError, type HsmFault } from '../hsm/chip-hsm.ts'
import { memoryKeyStore } from '../hsm/master-key-store.ts'
import { masterKeys } from '../hsm/master-keys.ts'
import { softwareHsm } from '../hsm/software-hsm.ts'
import { cardKeys } from '../key/card-key.ts'
import { openWrite, parseNewKey } from '../key/write-key.ts'
import { personalise } from '../personalisation/personalise.ts'
import { profileOf } from '../profile/profiles.ts'
import { chipParts } from './chip-parts.ts'
import { openPkcs11Hsm } from './pkcs11-hsm.ts'

const module = [
  '/usr/lib/softhsm/libsofthsm2.so',
  '/usr/lib64/pkcs11/libsofthsm2.so',
  '/opt/homebrew/lib/softhsm/libsofthsm2.so',
].find(existsSync)
const binding = await import('pkcs11js').then(
  ({ default: loaded }) => loaded,
  () => undefined,
)
const missing = [module === undefined ? 'SoftHSM2' : [], binding === undefined ? 'the package pkcs11js' : []].flat()
const skip = missing.length > 0 ? `this machine lacks ${missing.join(' and ')}` : false

const [pin, token] = ['271828', 'yika test']
const bytes = (hex: string) => Uint8Array.fromHex(hex)
const roots = { 0: bytes('000102030405060708090A0B0C0D0E0F'), 1: bytes('101112131415161718191A1B1C1D1E1F') }
const [challenge, data] = [bytes('1122334455667788'), bytes('0102030405060708')]
const factors = Array.from({ length: 6 }, (_, serial) => Uint8Array.of(0x86, 0x84, 0x11, 0, 0, 0, 0, serial))
const refused = (fault: HsmFault) => (error: unknown) => error instanceof HsmError && error.fault === fault
const hexes = (values: readonly Uint8Array[]) => values.map((value) => Uint8Array.from(value).toHex())

suite('a key machine behind PKCS#11', { skip }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'token-'))
  let hsm: ChipHsm

  before(async () => {
    mkdirSync(join(folder, 'tokens'))
    writeFileSync(
      join(folder, 'softhsm2.conf'),
      `directories.tokendir = ${join(folder, 'tokens')}\nlog.level = ERROR\n`,
    )
    process.env['SOFTHSM2_CONF'] = join(folder, 'softhsm2.conf')
    execFileSync('softhsm2-util', ['--init-token', '--free', '--label', token, '--pin', pin, '--so-pin', pin])
    importRoots()
    hsm = await openPkcs11Hsm({ module: module as string, token, pin })
  })

  after(async () => {
    await hsm?.close()
    rmSync(folder, { recursive: true })
  })

  const requests = ['SSSE/IRK', 'DF01/UK1', 'SSSE/MK'].flatMap((key, index) =>
    factors.map((factor, serial): Challenge => {
      const area = serial % 2 === 0 ? '110000' : '310000'
      return { suite: 'des', version: index === 1 ? 0 : 1, key, area, factor, challenge, data }
    }),
  )

  test('M14.1: answers what the machine in software answers with the same master keys', async () => {
    const store = memoryKeyStore()
    store.create('des', 0, roots[0])
    store.create('des', 1, roots[1])
    const software = softwareHsm({ suites: chipParts.suites, store, random: chipParts.random })
    const both = [hsm, software] as const
    const answers = await Promise.all(
      both.map(async (machine) => ({
        internal: hexes(await machine.internalAuthentication(requests)),
        external: hexes(await machine.externalAuthentication(requests)),
        secured: (
          await machine.secureMessage(
            requests.map((request) => ({ ...request, header: bytes('842400010C'), plaintext: data, encipher: true })),
          )
        ).flatMap((one) => hexes([one.data, one.mac])),
        keys: (
          await machine.replaceKeys(
            factors.map((factor) => ({ suite: 'des', version: 1, present: 0, area: '110000', factor })),
          )
        ).flatMap(hexes),
        checks: [await machine.checkValues('des', 0), await machine.checkValues('des', 1)],
      })),
    )
    assert.deepEqual(answers[0], answers[1])
    assert.equal(answers[0]?.keys.length, factors.length * cardKeys.length)
  })

  test('M14.8: a version is born in the token, stays there, and is gone when it is destroyed', async () => {
    await hsm.generate('des', 2)
    const values = await hsm.checkValues('des', 2)
    assert.equal(new Set(Object.values(values)).size, cardKeys.length)
    await hsm.generate('des', 2)
    assert.deepEqual(await hsm.checkValues('des', 2), values, 'a second call changes nothing')
    const born = objectsOf('des/2/')
    assert.equal(born.length, cardKeys.length)
    for (const { label, value, encrypts, local, sensitive, extractable } of born)
      assert.deepEqual(
        { label, value, encrypts, local, sensitive, extractable },
        {
          ...{ label, value: 'CKR_ATTRIBUTE_SENSITIVE', encrypts: 'CKR_KEY_FUNCTION_NOT_PERMITTED' },
          ...{ local: true, sensitive: true, extractable: false },
        },
      )

    const [factor] = factors as [Uint8Array]
    const order = { suite: 'des', version: 2, present: 0, area: '110000', factor } as const
    const [script] = await hsm.replaceKeys([order])
    const transport = chipParts.suites.des.diversify(roots[0], factor)
    const written = parseCommand(script?.at(-1) as Uint8Array)?.data as Uint8Array
    const opened = openWrite(chipParts.suites.des, transport, factor, 0x01, written)
    assert.ok(opened.ok)
    const masterKey = parseNewKey(opened.plaintext)?.key as Uint8Array
    const proof = { suite: 'des', version: 2, key: 'SSSE/MK', area: '110000', factor, challenge, data } as const
    const [external] = await hsm.externalAuthentication([proof])
    assert.ok(chipParts.suites.des.acceptsExternal(masterKey, challenge, external as Uint8Array))

    await hsm.destroy('des', 2)
    assert.equal(objectsOf('des/2/').length, 0)
    await assert.rejects(hsm.externalAuthentication([proof]), refused('version-unknown'))
    await assert.rejects(hsm.checkValues('des', 2), refused('version-unknown'))
    await hsm.generate('des', 2)
    assert.notDeepEqual(await hsm.checkValues('des', 2), values)
  })

  test('M14.1: a card of 2.00 that was personalised with the token proves itself to it', async () => {
    const historicalBytes = bytes('0081544C978684110000000001')
    const transportKey = chipParts.suites.des.diversify(roots[0], historicalBytes.slice(-8))
    const profile = profileOf('2.00')
    const memory = manufactureCard({ profile, historicalBytes, transportKey, protocol: 'T=0' })
    const order = { hsm, image: imageOf('2.00'), suite: 'des', area: '110000', version: 3, pin: '123456' } as const
    await hsm.generate('des', order.version)
    const made = await personalise(insert(memory), { ...order, random: chipParts.random })
    assert.ok(made.made, made.made ? '' : `${made.stage}: ${made.detail}`)
  })

  test('M14.8: what the device does not have it refuses, and a wrong PIN opens nothing', async () => {
    const request = { ...(requests[0] as Challenge), suite: 'sm' } as const
    await assert.rejects(hsm.internalAuthentication([request]), refused('suite-not-held'))
    await assert.rejects(hsm.generate('sm', 1), refused('suite-not-held'))
    await assert.rejects(hsm.checkValues('sm', 1), refused('suite-not-held'))
    await assert.rejects(hsm.transportKeyFor('des', new Uint8Array(65)), refused('suite-not-held'))
    await assert.rejects(hsm.checkValues('des', 9), refused('version-unknown'))
    const location = { module: module as string, token, pin }
    await assert.rejects(openPkcs11Hsm({ ...location, token: 'another' }), refused('device'))
    await assert.rejects(openPkcs11Hsm({ ...location, module: join(folder, 'none.so') }), refused('device'))
    await hsm.close()
    await assert.rejects(openPkcs11Hsm({ ...location, pin: '314159' }), refused('device'))
    hsm = await openPkcs11Hsm(location)
    assert.equal(Object.keys(await hsm.checkValues('des', 1)).length, cardKeys.length)
  })

  /** Master keys of known value, as they could come from a ceremony; only the test puts keys into a token. */
  function importRoots() {
    withSession((session, library, pkcs11) => {
      const put = (label: string, value: Uint8Array, derives: boolean) =>
        library.C_CreateObject(session, [
          { type: pkcs11.CKA_CLASS, value: pkcs11.CKO_SECRET_KEY },
          { type: pkcs11.CKA_KEY_TYPE, value: pkcs11.CKK_DES2 },
          { type: pkcs11.CKA_TOKEN, value: true },
          { type: pkcs11.CKA_LABEL, value: label },
          { type: pkcs11.CKA_VALUE, value: Buffer.from(value) },
          { type: pkcs11.CKA_DERIVE, value: derives },
          { type: pkcs11.CKA_ENCRYPT, value: !derives },
        ])
      put('des/0/transport', roots[0], false)
      masterKeys(chipParts.suites.des, roots[1]).forEach((key, index) => {
        put(`des/1/${cardKeys[index]?.name}`, key, true)
      })
    })
  }

  /** What the module says of the stored keys whose label begins so, and what it says when they are asked for. */
  function objectsOf(prefix: string) {
    return withSession((session, library, pkcs11) => {
      const refusal = (act: () => unknown) => {
        try {
          return act()
        } catch (error) {
          return (error as Error).message
        }
      }
      library.C_FindObjectsInit(session, [{ type: pkcs11.CKA_TOKEN, value: true }])
      const handles = library.C_FindObjects(session, 1000)
      library.C_FindObjectsFinal(session)
      return handles.flatMap((handle) => {
        const attribute = (type: number) => library.C_GetAttributeValue(session, handle, [{ type }])[0]?.value as Buffer
        const label = attribute(pkcs11.CKA_LABEL).toString()
        const flag = (type: number) => attribute(type)[0] === 1
        if (!label.startsWith(prefix)) return []
        return [
          {
            label,
            value: refusal(() => attribute(pkcs11.CKA_VALUE)),
            encrypts: refusal(() => library.C_EncryptInit(session, { mechanism: pkcs11.CKM_DES3_ECB }, handle)),
            local: flag(pkcs11.CKA_LOCAL),
            sensitive: flag(pkcs11.CKA_ALWAYS_SENSITIVE),
            extractable: !flag(pkcs11.CKA_NEVER_EXTRACTABLE),
          },
        ]
      })
    })
  }

  type Binding = NonNullable<typeof binding>
  function withSession<Result>(
    act: (
      session: Parameters<InstanceType<Binding['PKCS11']>['C_Logout']>[0],
      library: InstanceType<Binding['PKCS11']>,
      pkcs11: Binding,
    ) => Result,
  ): Result {
    const pkcs11 = binding as Binding
    const library = new pkcs11.PKCS11()
    library.load(module as string)
    const first = hsm === undefined
    if (first) library.C_Initialize()
    const slot = library.C_GetSlotList(true).find((each) => library.C_GetTokenInfo(each).label.trim() === token)
    const session = library.C_OpenSession(slot as Buffer, pkcs11.CKF_SERIAL_SESSION | pkcs11.CKF_RW_SESSION)
    try {
      if (first) library.C_Login(session, pkcs11.CKU_USER, pin)
      return act(session, library, pkcs11)
    } finally {
      library.C_CloseSession(session)
      if (first) library.C_Finalize()
      library.close()
    }
  }
})

import type { Instant } from '@yika/core/calendar/instant.ts'
import type { PinCustody } from '@yika/core/card/pin.ts'
import { type Decision, type DecisionContext, refuse } from '@yika/core/decision/decision.ts'
import { bindDevice } from '@yika/core/e-card/bind-device.ts'
import { changeECardPin } from '@yika/core/e-card/change-e-card-pin.ts'
import { proofToSign } from '@yika/core/e-card/device-code.ts'
import type { ECardEvent } from '@yika/core/e-card/e-card.ts'
import type { ECardDeviceEvent } from '@yika/core/e-card/e-card-device.ts'
import type { HeldECard } from '@yika/core/e-card/held-e-card.ts'
import { renewBinding } from '@yika/core/e-card/renew-binding.ts'
import { openECardReset, resetECardPin, sendECardCode } from '@yika/core/e-card/reset-e-card-pin.ts'
import * as operations from '@yika/core/e-card/schema.ts'
import { unbindDevice } from '@yika/core/e-card/unbind-device.ts'
import { verifyECardPin } from '@yika/core/e-card/verify-e-card-pin.ts'
import type { AnswerOf, InputOf, Operation } from '@yika/core/operation/operation.ts'
import { codePlace } from '../card/commands.ts'
import { sealText } from '../holder/sealing.ts'
import { type Command, command, type Request } from '../kernel/command.ts'
import type { Custodian } from '../kernel/custody/custodian.ts'
import { randomCode } from '../kernel/custody/random-code.ts'
import { pointOf, verifyEs256 } from '../kernel/custody/verify-es256.ts'
import { newId } from '../kernel/identifier.ts'
import { heldBy, loadECards, type OfPerson, subjectOf, type World } from './e-card-world.ts'
import { signBinding } from './issuer-key.ts'
import { eCardDeviceStream, eCardStream } from './store.ts'

type HeldDecision<O> = Decision<ECardEvent | ECardDeviceEvent, AnswerOf<O>>

/** A command about the e-card of one person; what the operation asks for is what the decision of core is given. */
function aboutECard<O extends Operation>(
  operation: O & { readonly input: { readonly properties: { readonly personId: unknown } } },
  decide: (held: HeldECard, input: InputOf<O>, context: DecisionContext, world: World) => HeldDecision<O>,
): Command {
  return command<O, World>({
    operation: operation as O,
    load: (tx, requests) => loadECards(tx, requests as unknown as readonly Request<OfPerson>[]),
    subject: (world, input) => subjectOf(world, input as unknown as OfPerson),
    decide(world, input, context) {
      const held = heldBy(world, input as unknown as OfPerson)
      return held === undefined ? refuse('not-found') : decide(held, input, context, world)
    },
    streams: [eCardStream, eCardDeviceStream],
  })
}

/** Articles 2 and 9: everything that changes an e-card; the card itself is never touched here. */
export function eCardCommands({ custodian }: { readonly custodian: Custodian }): readonly Command[] {
  const custody: PinCustody = {
    verifier: (owner, pin) => Buffer.from(custodian.pinVerifier(owner, pin)).toString('base64'),
    matches: (owner, pin, verifier) => custodian.pinMatches(owner, pin, Buffer.from(verifier, 'base64')),
  }
  return [
    bindDeviceCommand(custodian, custody),
    aboutECard(operations.unbindDevice, (held, { deviceId }, context) => unbindDevice(held, deviceId, context)),
    aboutECard(operations.renewBinding, (held, input, context, { places }) => {
      const proofAt = input.proofAt as Instant
      const proof = proofToSign('renew', input.personId, proofAt)
      return renewBinding(
        held,
        { ...input, proofAt },
        {
          custody,
          keyBytes: (key) => Uint8Array.from(Buffer.from(key, 'base64')),
          proves: (key) => verifyEs256(key, proof, Buffer.from(input.proof, 'base64url')),
          place: (cardId) => places.get(cardId),
          sign: (bytes) => signBinding(custodian.documents, bytes),
        },
        context,
      )
    }),
    aboutECard(operations.verifyECardPin, (held, { pin }, context) => verifyECardPin(held, pin, custody, context)),
    aboutECard(operations.changeECardPin, (held, input, context) => changeECardPin(held, input, custody, context)),
    sendCodeCommand(custodian, custody),
    aboutECard(operations.openECardReset, (held, _input, context) => openECardReset(held, context)),
    aboutECard(operations.resetECardPin, (held, input, context) => resetECardPin(held, input, custody, context)),
  ]
}

interface PreparedBinding extends OfPerson {
  readonly deviceName: string
  readonly key: string
  readonly proofAt: Instant
  readonly pin: string
}

/** Article 9: that the key is one and the device holds it is checked before the books are opened. */
function bindDeviceCommand(custodian: Custodian, custody: PinCustody): Command {
  return command<typeof operations.bindDevice, World, PreparedBinding>({
    operation: operations.bindDevice,
    async prepare({ personId, deviceName, key, proofAt, proof, pin }) {
      const point = pointOf(key)
      if (point === undefined) return refuse('device-key-invalid')
      const signed = proofToSign('bind', personId, proofAt as Instant)
      if (!verifyEs256(point, signed, Buffer.from(proof, 'base64url'))) return refuse('device-proof-wrong')
      return { personId, deviceName, key: Buffer.from(point).toString('base64'), proofAt: proofAt as Instant, pin }
    },
    load: loadECards,
    subject: subjectOf,
    decide(world, { deviceName, ...wish }, context) {
      const held = heldBy(world, wish)
      if (held === undefined) return refuse('not-found')
      const name = sealText(custodian, held.person, 'deviceName', deviceName)
      return bindDevice(held, { ...wish, name }, custody, context)
    },
    conflicts: { e_card_device_key: 'device-bound-already' },
    streams: [eCardStream, eCardDeviceStream],
  })
}

interface PreparedCode extends OfPerson {
  readonly codeId: string
  readonly verifier: string
  readonly sealedCode: string
}

const codeDigits = 6

/** Article 9: the code is drawn before the books are opened and lies nowhere in a readable form. */
function sendCodeCommand(custodian: Custodian, custody: PinCustody): Command {
  return command<typeof operations.sendECardCode, World, PreparedCode>({
    operation: operations.sendECardCode,
    async prepare({ personId }) {
      const codeId = newId(Date.now())
      const code = randomCode(codeDigits)
      const sealedCode = Buffer.from(custodian.sealShared(codePlace(codeId), Buffer.from(code))).toString('base64')
      return { personId, codeId, sealedCode, verifier: custody.verifier(codeId, code) }
    },
    load: loadECards,
    subject: subjectOf,
    decide(world, input, context) {
      const held = heldBy(world, input)
      return held === undefined ? refuse('not-found') : sendECardCode(held, input, context)
    },
    streams: [eCardStream, eCardDeviceStream],
  })
}

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { exportToFactory } from './export-to-factory.ts'
import { evolveFactoryKey, factoryKeyEvent } from './factory-key.ts'
import { requestCertificates } from './request-certificates.ts'
import { takeBankReturn } from './take-bank-return.ts'
import { takeCertificates } from './take-certificates.ts'
import { agreedKey, at, compared, file, publicKey, refusal, Workshop } from './workshop.fixture.ts'

test('M13.5: a factory without enough blanks gets no batch', () => {
  const workshop = new Workshop(2, 1)
  const { batchId } = workshop.form()
  workshop.atBank(batchId)
  const lines = () => workshop.members(workshop.batch(batchId))
  workshop.accept(takeBankReturn(workshop.batch(batchId), lines(), file(lines().map(({ line }) => compared(line)))))
  workshop.accept(requestCertificates(workshop.batch(batchId), lines(), 'ca'))
  const results = lines().map(({ line }) => ({ cardNumber: line.cardNumber, fileLine: 0, code: 0, serial: 'AB' }))
  workshop.accept(takeCertificates(workshop.batch(batchId), lines(), { fingerprint: 'c1', results }))
  const maker = { makerId: 'factory', stock: workshop.stocks.get('factory'), key: agreedKey, keyVersion: 1 }
  assert.equal(refusal(exportToFactory(workshop.batch(batchId), lines(), maker)), 'blank-stock-short')
})

test('M14.8: a factory on whose key two persons have not agreed gets no batch, nor any before the key ceremony', () => {
  const workshop = new Workshop(1)
  const { batchId } = workshop.form()
  workshop.atBank(batchId)
  const lines = () => workshop.members(workshop.batch(batchId))
  workshop.accept(takeBankReturn(workshop.batch(batchId), lines(), file(lines().map(({ line }) => compared(line)))))
  workshop.accept(requestCertificates(workshop.batch(batchId), lines(), 'ca'))
  const results = lines().map(({ line }) => ({ cardNumber: line.cardNumber, fileLine: 0, code: 0, serial: 'AB' }))
  workshop.accept(takeCertificates(workshop.batch(batchId), lines(), { fingerprint: 'c1', results }))
  const stock = workshop.stocks.get('factory')
  const waiting = evolveFactoryKey(
    undefined,
    factoryKeyEvent('factory', 'factory-key-set', { key: publicKey, setBy: 'm1' }),
    at,
  )
  for (const key of [undefined, waiting])
    assert.equal(
      refusal(exportToFactory(workshop.batch(batchId), lines(), { makerId: 'factory', stock, key, keyVersion: 1 })),
      'factory-key-missing',
    )
  const confirmed = evolveFactoryKey(
    waiting,
    factoryKeyEvent('factory', 'factory-key-confirmed', { key: publicKey, confirmedBy: 'm2' }),
    at,
  )
  const maker = { makerId: 'factory', stock, key: confirmed }
  assert.equal(
    refusal(exportToFactory(workshop.batch(batchId), lines(), { ...maker, keyVersion: undefined })),
    'chip-keys-missing',
  )
  workshop.accept(exportToFactory(workshop.batch(batchId), lines(), { ...maker, keyVersion: 1 }))
})

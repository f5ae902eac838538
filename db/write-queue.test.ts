import { expect, test } from 'vitest'
import { isUnavailable, WriteTimeout } from './errors.ts'
import { inTurn } from './write-queue.ts'

const minute = 60_000

test('writes to the directory come one after the other, in their order', async () => {
  const order: string[] = []
  const write = (name: string) =>
    inTurn('directory', minute, async () => {
      order.push(`${name} begins`)
      await new Promise(setImmediate)
      order.push(`${name} ends`)
    })
  await Promise.all(['first', 'second', 'third'].map(write))
  expect(order).toEqual(['first', 'second', 'third'].flatMap((name) => [`${name} begins`, `${name} ends`]))
})

test('a write that fails lets the next one through', async () => {
  const failing = inTurn('directory', minute, () => Promise.reject(new Error('refused')))
  const next = inTurn('directory', minute, async () => 'done')
  await expect(failing).rejects.toThrow('refused')
  expect(await next).toBe('done')
})

test('signing in does not wait for a long import', async () => {
  const { importing, endImport } = startImport()
  expect(await inTurn('accounts', minute, async () => 'signed in')).toBe('signed in')
  endImport()
  await importing
})

test('a write whose turn does not come in time fails as unavailable, and never runs', async () => {
  const { importing, endImport } = startImport()
  let runs = 0
  const waiting = inTurn('directory', 50, async () => runs++)
  const error = await waiting.catch((reason) => reason)
  expect(error).toBeInstanceOf(WriteTimeout)
  expect(isUnavailable(error)).toBe(true)
  endImport()
  await importing
  await inTurn('directory', minute, async () => {})
  expect(runs).toBe(0)
})

function startImport() {
  let endImport = () => {}
  const importing = inTurn('directory', minute, () => new Promise<void>((resolve) => (endImport = resolve)))
  return { importing, endImport: () => endImport() }
}

import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { SignedIn } from '#db/accounts/sessions.ts'
import { transaction } from '#db/database.ts'
import { stage } from '#db/imports/stage.ts'
import { db } from '#db/testing/database.ts'
import { importForm } from '../imports.schema.ts'
import { lookAgain } from './look-again.server.ts'
import { recognise } from './read-table.server.ts'

test('more answers and corrections than are kept with a file are refused in words', async () => {
  const { id: accountId } = await db
    .insertInto('accounts')
    .values({ email: `${randomUUID()}@example.com`, role: 'editor', password: null })
    .returning('id')
    .executeTakeFirstOrThrow()
  const content = Buffer.from('Full name,Email\nAda,nobody\nBo,nobody\n')
  const correct = async (kept: number) => {
    const corrections = [{ row: 3, column: 1, value: 'x'.repeat(kept) }]
    const options = { ...(await recognise(content)), corrections }
    const id = await transaction(db, (trx) => stage(trx, accountId, { fileName: 'a.csv', content, options }))
    const typed = [{ row: '2', column: '1', value: 'y'.repeat(1_000) }]
    const sent = importForm.parse({
      ...options,
      corrections: typed,
      id: `${id}`,
      version: '1',
      step: 'check',
    })
    return lookAgain(sent, { id: accountId } as SignedIn)
  }
  expect(await correct(900_000)).toMatchObject({ step: 'check' })
  await expect(correct(999_500)).rejects.toThrow('too many answers and corrections')
})

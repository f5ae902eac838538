import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { transaction } from '../database.ts'
import { add, alice, db, grace } from '../testing/database.ts'
import { trash, update } from './edit.ts'
import { suggestWords } from './suggest.ts'
import { valuesOf } from './values.ts'

const letters = () =>
  randomUUID()
    .replaceAll(/[^a-f]/g, '')
    .padEnd(12, 'q')

test('the words of names are counted as people come, change their names and are erased', async () => {
  const [word, other] = [`Wa${letters()}`, `Wb${letters()}`]
  const ada = await add(alice({ name: `Ada ${word}`, knownAs: `O'${word}` }))
  const ben = await add(alice({ name: `${word}-${other}` }))
  expect(await countsOf(word, other, `O'${word}`)).toEqual([2, 1, 1])
  const renamed = await transaction(db, (trx) => update(trx, ben, { ...valuesOf(ben), name: other }, grace))
  expect(await countsOf(word, other)).toEqual([1, 1])
  await transaction(db, (trx) => trash(trx, ada, grace))
  await transaction(db, (trx) => trash(trx, renamed, grace))
  await db.deleteFrom('users').where('id', '=', ada.id).execute()
  expect(await countsOf(word, other, `O'${word}`)).toEqual([undefined, 1, undefined])
})

test('words that somebody has are kept, and exchanged letters are noticed', async () => {
  const word = letters()
  await add(alice({ name: `John ${word}`, jobTitle: 'Cooper' }))
  const suggested = (q: string) => suggestWords(db, { scope: 'untrashed', level: 'contact', filters: { q } })
  expect(await suggested(`jonh ${word} cooper`)).toBe(`John ${word} cooper`)
  expect(await suggested(`${word} qxzvw`)).toBeUndefined()
  expect(await suggested(`one two three four ${word} jonh`)).toBeUndefined()
})

async function countsOf(...words: string[]): Promise<(number | undefined)[]> {
  const rows = await db.selectFrom('nameWords').selectAll().where('word', 'in', words).execute()
  return words.map((word) => rows.find((row) => row.word === word)?.people)
}

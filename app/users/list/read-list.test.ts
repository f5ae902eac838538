import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { transaction } from '#db/database.ts'
import { alice, db, grace } from '#db/testing/database.ts'
import { recordStatements } from '#db/testing/statements.ts'
import { createMany } from '#db/users/edit.ts'
import { readList } from './read-list.ts'

test.each(['contact', 'public'] as const)(
  'the list costs as many statements for 100 people as for 10, at the level %s',
  async (level) => {
    const [few, many] = [`Few${randomUUID()}`, `Many${randomUUID()}`]
    await addPeople(few, 10)
    await addPeople(many, 100)
    for (const sort of ['name', '-name', 'jobTitle', '-jobTitle']) {
      expect(await countStatements({ q: few, sort }, level)).toEqual({ people: 10, shown: 10, statements: 3 })
      expect(await countStatements({ q: many, sort }, level)).toEqual({
        people: 100,
        shown: 25,
        statements: 3,
      })
    }
    // The best matches need one more if the first ones do not fill the page.
    expect((await countStatements({ q: few }, level)).statements).toBeLessThanOrEqual(4)
    expect((await countStatements({ q: many }, level)).statements).toBeLessThanOrEqual(4)
  },
)

async function countStatements(parameters: Record<string, string>, level: 'contact' | 'public') {
  const recorded = recordStatements(db)
  const { count, page } = await readList(recorded.db, parameters, level)
  return { people: count, shown: page.rows.length, statements: recorded.statements.length }
}

function addPeople(name: string, count: number) {
  const people = Array.from({ length: count }, () => alice({ name }))
  return transaction(db, (trx) => createMany(trx, people, grace))
}

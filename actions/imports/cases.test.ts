import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Executor, transaction } from '#db/database.ts'
import { createTeam } from '#db/teams/edit.ts'
import { grace, openOwnDatabase } from '#db/testing/database.ts'
import { createMany } from '#db/users/edit.ts'
import { blankUser } from '#db/users/values.ts'
import { importFile } from './command/import-file.server.ts'
import { readCommand } from './command/options.server.ts'
import type { Report } from './command/report.server.ts'
import type { Case } from './samples/case.ts'
import { cells, persons } from './samples/cells.ts'
import { languages } from './samples/languages.ts'
import { programs } from './samples/programs.ts'
import { systems } from './samples/systems.ts'
import { writings } from './samples/writings.ts'

const folder = new URL('./samples/', import.meta.url)
const cases: Record<string, Case> = {
  ...programs,
  ...systems,
  ...languages,
  ...writings,
  ...cells,
  ...persons,
}
const alice = { ...blankUser, name: 'Alice', email: 'alice@example.com', phone: '+44 20 7946 0999' }
let own: Awaited<ReturnType<typeof openOwnDatabase>>
let db: Executor

beforeAll(async () => {
  own = await openOwnDatabase()
  db = own.db
  await transaction(db, async (trx) => {
    for (const name of ['Library', 'Finance']) await createTeam(trx, { name }, grace)
    // Numbers of other systems are those of somebody here.
    const others = Array.from({ length: 10 }, (_, n) => ({ ...blankUser, name: `Somebody Else ${n}` }))
    await createMany(trx, [alice, ...others], grace)
  })
})
afterAll(() => own.close())

test('each file has a case', () => {
  expect(readdirSync(folder).filter((name) => !name.endsWith('.ts'))).toEqual(Object.keys(cases).sort())
})

test.each(Object.entries(cases))('%s', async (file, expected) => {
  const content = readFileSync(new URL(file, folder))
  const found = importFile(db, readCommand([file]), content)
  const { error, left = [], ...others } = expected
  if (error !== undefined) return expect(found).rejects.toThrow(error)
  const { report, isAll } = await found
  expect(told(report, expected)).toEqual({ ...nothing, ...others })
  const untaken = report.columns.flatMap(({ head, field }) => (field ? [] : head))
  expect(untaken).toEqual(expect.arrayContaining(left))
  expect(isAll).toBe(!expected.refused && !expected.asked)
})

const nothing = {
  people: [],
  refused: [],
  asked: [],
  cut: [],
  teams: {},
  changed: [],
  unchanged: 0,
}

/** A report as cases are written. Of messages the part that is expected. */
function told(report: Report, { refused = [], cut = [] }: Case) {
  const part = (message: string, wanted = '') => (message.includes(wanted) ? wanted : message)
  return {
    people: report.new.map(({ status, ...set }) => ({
      ...set,
      ...(set.teams !== undefined && {
        teams: (set.teams as { name: string }[]).map(({ name }) => ({ name })),
      }),
      ...(status === 'inactive' && { status }),
    })),
    refused: report.refused.map(({ row, column, message }, index) => [
      row,
      column,
      part(message, refused[index]?.[2]),
    ]),
    asked: report.questions.map(({ row, kind }) => [row, kind]),
    cut: report.leftOut.map(({ row, column, message }, index) => [
      row,
      column,
      part(message, cut[index]?.[2]),
    ]),
    teams: Object.fromEntries(report.teams.map(({ name, people }) => [name, people])),
    changed: report.changed.map(({ before, after }) =>
      Object.fromEntries(Object.entries(after).filter(([field, value]) => before[field] !== value)),
    ),
    unchanged: report.unchanged,
  }
}

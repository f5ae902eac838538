import { expect, test } from 'vitest'
import { open } from '#db/database.ts'
import { openOwnDatabase } from '#db/testing/database.ts'
import { openLine } from '#db/testing/line.ts'
import { readList } from './read-list.ts'

// The embedded store answers one statement before it takes the next.

test('a list without words is asked for in one round trip', async () => {
  const own = await openOwnDatabase()
  let asked = ''
  const line = await openLine(own.url, (client) => client.on('data', (data) => (asked += data)))
  const db = open(line.url)
  await db.selectFrom('directory').select('revision').execute()
  line.hold()
  asked = ''
  const reading = readList(db, { sort: 'jobTitle' }, 'contact')
  // No answer has come yet.
  await expect.poll(() => asked, { timeout: 60_000 }).toContain('commit')
  expect(asked).toMatch(/begin.*order by job_title_key.*from "teams".*location.*commit/s)
  line.resume()
  expect(await reading).toMatchObject({ count: 0, isEmpty: true })
  await db.destroy()
  await line.close()
  await own.close()
})

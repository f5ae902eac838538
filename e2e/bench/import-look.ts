import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import * as sessions from '#db/accounts/sessions.ts'
import { open, transaction } from '#db/database.ts'
import { samplePerson } from '#db/users/samples.ts'
import { openForm, post } from '../support/plain-form.ts'
import { median, percentile } from './percentile.ts'

const rows = 5_000
const rounds = 5
const list = '/users?sort=name'
const alone = 100

/** Measures the look at a file of which half is known, and how long others wait for a page while it lasts. */
export async function benchImportLook(url: string, databaseUrl: string): Promise<void> {
  const db = open(databaseUrl)
  const { account, token } = await transaction(db, async (trx) => {
    const { id } = await trx
      .insertInto('accounts')
      .values({ email: `bench-${randomUUID()}@example.com`, role: 'editor' })
      .returning('id')
      .executeTakeFirstOrThrow()
    return { account: id, token: await sessions.start(trx, id, 'bench') }
  })
  const cookie = `session=${token}`
  const get = (path: string) => timed(() => fetchPage(`${url}${path}`, cookie))
  try {
    const before: number[] = []
    for (let sample = 0; sample < alone; sample++) before.push((await get(list)).ms)
    const [uploads, looks, during] = [[], [], []] as [number[], number[], number[]]
    // The first round warms up.
    for (let round = 0; round <= rounds; round++) {
      const file = new File([fileOf(round)], 'people.csv')
      const form = await openForm(`${url}/users/import`, cookie)
      let isOver = false
      const waits: number[] = []
      const reader = (async () => {
        while (!isOver) {
          waits.push((await get(list)).ms)
          await pause(20)
        }
      })()
      const upload = await timed(() => post(form, { file }))
      const look = await get(upload.result.headers.get('location') ?? '')
      isOver = true
      await reader
      if (!look.result.includes('people.csv')) throw new Error('the page of the file does not name it')
      if (round === 0) continue
      uploads.push(upload.ms)
      looks.push(look.ms)
      during.push(...waits)
    }
    console.log(`a file of ${rows} rows, half of them known, medians of ${rounds} rounds`)
    console.log(`upload: ${median(uploads).toFixed(0)} ms; look: ${median(looks).toFixed(0)} ms`)
    const [quiet, busy] = [before, during].map((each) => percentile(each, 0.95).toFixed(0))
    console.log(`GET ${list}, 95th percentile: ${quiet} ms alone, ${busy} ms during upload and look`)
  } finally {
    await db.deleteFrom('accounts').where('id', '=', account).execute()
    await db.destroy()
  }
}

/** Each second row is somebody who is here, with another job. */
function fileOf(round: number): string {
  const people = Array.from({ length: rows }, (_, index) => {
    const { name, email, phone, staffNumber } = samplePerson(index % 2 === 0 ? index + 1 : 1_000_000 + index)
    return [name, email, phone, staffNumber, `Porter ${round}`].join(';')
  })
  return ['Full name;Email;Phone;Staff number;Job title', ...people].join('\n')
}

async function fetchPage(url: string, cookie: string): Promise<string> {
  const answer = await fetch(url, { headers: { cookie } })
  if (!answer.ok) throw new Error(`${url} answers ${answer.status}`)
  return answer.text()
}

async function timed<Result>(work: () => Promise<Result>): Promise<{ result: Result; ms: number }> {
  const began = performance.now()
  const result = await work()
  return { result, ms: performance.now() - began }
}

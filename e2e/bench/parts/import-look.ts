import { setTimeout as pause } from 'node:timers/promises'
import { samplePerson } from '#db/users/samples.ts'
import { openForm, post } from '../../support/plain-form.ts'
import { median, percentile } from '../measure/percentile.ts'
import { printRow, short } from '../measure/table.ts'
import type { Stage } from '../servers/stage.ts'

const rows = 5_000
const rounds = 3
const list = '/users?sort=name'
const alone = 100

/** A file of which half is known: its look, and how long others wait for a page while it lasts. */
export async function benchImportLook(stage: Stage): Promise<void> {
  const { url } = await stage.rollcall()
  const { cookie } = stage.directory
  const get = (path: string) => timed(() => fetchPage(`${url}${path}`, cookie))
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
  const [quiet, busy] = [before, during].map((each) => percentile(each, 0.95))
  printRow({
    work: `import, ${rows.toLocaleString('en')} rows: upload`,
    own: { text: `${short(median(uploads))} ms` },
  })
  printRow({ work: '... look at the file', own: { text: `${short(median(looks))} ms` } })
  printRow({
    work: '... p95 of the list beside both',
    own: { text: `${short(busy ?? 0)} ms` },
    against: 'itself, nobody imports',
    other: { text: `${short(quiet ?? 0)} ms` },
  })
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

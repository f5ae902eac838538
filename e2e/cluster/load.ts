import { setTimeout as pause } from 'node:timers/promises'
import { type PlainForm, post, readForm } from '../support/plain-form.ts'
import { until } from './programs.ts'

const [writers, readers] = [4, 3]
const [betweenMs, againMs] = [100, 200]
const lists = ['/users', '/api/users?limit=10', '/users?q=cluster']

export type Load = {
  figures: { reads: number; saved: number; unavailable: number; longestMs: number }
  /** Answers that are neither what was asked for nor 503. */
  failures: string[]
  /** The job title of each email that was confirmed last. */
  confirmed: ReadonlyMap<string, string>
  /** When the first form that was sent since then was saved. */
  firstSaved(since: number): Promise<number>
  /** Repeats forms on their way until they are confirmed. */
  stop(): Promise<void>
}

/** People read lists, add people and change them, until it is stopped. */
export function startLoad(url: string, cookie: string): Load {
  const figures = { reads: 0, saved: 0, unavailable: 0, longestMs: 0 }
  const failures: string[] = []
  const confirmed = new Map<string, string>()
  let saves: { sentAt: number; savedAt: number }[] = []
  let isOver = false

  async function read(): Promise<void> {
    for (let n = 0; !isOver; n++, await pause(betweenMs))
      if ((await tried(lists[n % lists.length] ?? '', 200)) !== undefined) figures.reads++
  }

  async function write(): Promise<void> {
    for (; !isOver; await pause(betweenMs)) {
      const email = `cluster-${crypto.randomUUID()}@example.com`
      const place = await send('/users/new', { name: 'Cluster', jobTitle: 'added', email })
      confirmed.set(email, 'added')
      await send(`${new URL(place, url).pathname}/edit`, { jobTitle: 'changed' })
      confirmed.set(email, 'changed')
      const list = await tried(`/users?q=${email}`, 200)
      if (list && !(list.text.includes(`mailto:${email}`) && list.text.includes('changed')))
        failures.push(`the list is older than the form of ${email}`)
    }
  }

  /** @returns the address of the redirect that confirms the form */
  async function send(path: string, values: Record<string, string>): Promise<string> {
    for (let form: PlainForm | undefined; ; await pause(againMs)) {
      if (!form) {
        const html = await tried(path, 200)
        if (html === undefined) continue
        form = readForm(`${url}${path}`, html.text, cookie)
      }
      const sentAt = Date.now()
      const saved = await tried(path, 303, () => post(form as PlainForm, values))
      if (!saved) continue
      figures.saved++
      saves.push({ sentAt, savedAt: Date.now() })
      return saved.place
    }
  }

  async function tried(
    path: string,
    wanted: number,
    ask = () => fetch(`${url}${path}`, { headers: { cookie } }),
  ) {
    const began = Date.now()
    try {
      const answer = await ask()
      const text = await answer.text()
      figures.longestMs = Math.max(figures.longestMs, Date.now() - began)
      if (answer.status === wanted) return { text, place: answer.headers.get('location') ?? '' }
      if (answer.status === 503) figures.unavailable++
      else failures.push(`${path}: ${answer.status} instead of ${wanted}`)
    } catch (error) {
      failures.push(`${path}: ${error instanceof Error ? (error.cause ?? error) : error}`)
    }
    return undefined
  }

  const people = [...Array.from({ length: readers }, read), ...Array.from({ length: writers }, write)]
  return {
    figures,
    failures,
    confirmed,
    async firstSaved(since) {
      saves = saves.filter(({ sentAt }) => sentAt >= since)
      return until('a saved form', async () => saves.find(({ sentAt }) => sentAt >= since)?.savedAt)
    },
    async stop() {
      isOver = true
      let isDone = false
      void Promise.all(people).then(() => (isDone = true))
      await until('the last forms', async () => isDone || undefined)
    },
  }
}

import { type Contestant, compare } from '../measure/compare.ts'
import { printCompared, printSkipped } from '../measure/table.ts'
import { signInToDjango, whyNoDjango } from '../servers/django.ts'
import type { Stage } from '../servers/stage.ts'

/** The first page of the list, for an editor. */
export async function benchPage(stage: Stage): Promise<void> {
  const { cookie } = stage.directory
  const contestants: Contestant[] = [
    { server: await stage.rollcall(), asks: [{ path: '/users', headers: { cookie } }] },
    { server: await stage.bareNext(), asks: [{ path: '/' }] },
  ]
  const reason = await whyNoDjango(stage.databaseUrl)
  if (!reason) {
    const django = await stage.django()
    const { cookie } = await signInToDjango(django.url)
    contestants.push({
      server: { ...django, name: 'Django admin changelist' },
      asks: [{ path: '/admin/people/person/', headers: { cookie } }],
    })
  }
  for (const { server, asks } of contestants)
    await checkRows(server.name, `${server.url}${asks[0]?.path}`, asks[0]?.headers ?? {})
  printCompared('list page, 25 rows, signed in', await compare(contestants), {
    'Django admin changelist': 1.7,
    'a bare Next page': 0.7,
  })
  if (reason) printSkipped('list page, Django admin', reason)
}

async function checkRows(name: string, url: string, headers: Record<string, string>): Promise<void> {
  const page = await (await fetch(url, { headers, redirect: 'error' })).text()
  const people = new Set(page.match(/(?:\/users|\/people\/person)\/\d+(?=["/?])/g))
  if (people.size !== 25) throw new Error(`the page of ${name} links ${people.size} people, not 25`)
}

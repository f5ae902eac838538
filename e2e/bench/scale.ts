import { migrate } from '#db/commands/migrate.ts'
import { createScratchDatabase } from '#db/commands/scratch.ts'
import { seed } from '#db/commands/seed.ts'
import { open } from '#db/database.ts'
import { type Directory, openDirectory } from './directory.ts'
import { percentile } from './percentile.ts'
import { startRollcall } from './server.ts'

const small = 1_000
const samples = 200

/** Pages whose cost must not grow with the directory. */
const pages: Record<string, (directory: Directory) => Promise<string> | string> = {
  list: () => '/users',
  'list, all': () => '/users?status=all',
  'list, inactive': () => '/users?status=inactive',
  'list by surname': () => '/users?sort=surname',
  'list from a letter': () => '/users?from=M',
  'list, 10,000 pages deep': ({ pageBehind }) =>
    pageBehind('/users?sort=name', 250_000, { status: 'active' }),
  'search, common': () => '/users?q=person',
  'search, common title': () => '/users?q=nurse',
  'search, common name': () => '/users?q=alice',
  'search, common surname': () => '/users?q=hansen',
  'search, two letters': () => '/users?q=zo',
  'search, rare': ({ people }) => `/users?q=person${people - 1}`,
  'search, no match': () => '/users?q=qzxqzx',
  'search, did you mean': () => '/users?q=alcie',
  'search, phone': () => '/users?q=01632+960123',
  'search, two words': () => '/users?q=alice+nurse',
  'search, three words': () => '/users?q=alice+nurse+library',
  'search by surname': () => '/users?q=alice&sort=surname',
  'filter by team': () => '/users?team=1',
  'filter by location': () => '/users?location=Lisbon',
  'search in a location': () => '/users?location=Lisbon&q=alice',
  teams: () => '/teams',
  person: () => '/users/300',
  'print of 300': async ({ idsOf300 }) => `/users/print?${await idsOf300()}`,
  activity: () => '/activity',
  'activity of one deed': () => '/activity?deed=create',
  JSON: () => '/api/users?limit=100',
  'JSON, 9,000 pages deep': ({ pageBehind }) =>
    pageBehind('/api/users?limit=100&sort=name', 900_000, { status: 'active' }),
  'JSON, search': () => '/api/users?q=alice',
}

/**
 * Compares a directory of 1,000 people with the one of DATABASE_URL: the 95th percentile of each page.
 * @param names - of the pages to measure; none for all
 */
async function bench(largeUrl: string, names: readonly string[]): Promise<void> {
  const scratch = await createScratchDatabase(largeUrl)
  await migrate(scratch.url)
  const db = open(scratch.url)
  await seed(db, small).finally(() => db.destroy())
  const servers = []
  const directories = [await openDirectory(scratch.url, 'editor'), await openDirectory(largeUrl, 'editor')]
  try {
    for (const { url, people } of directories)
      servers.push(await startRollcall(`${people} people`, { DATABASE_URL: url }))
    console.log(
      `95th percentile of ${samples} requests, in ms, ${directories.map(({ people }) => people)} people`,
    )
    for (const [name, pathOf] of Object.entries(pages)) {
      if (names.length > 0 && !names.includes(name)) continue
      const times: number[][] = [[], []]
      const paths = await Promise.all(directories.map(pathOf))
      for (let sample = -20; sample < samples; sample++)
        for (const [index, directory] of directories.entries()) {
          const time = await measure(`${servers[index]?.url}${paths[index]}`, directory.cookie)
          // The first requests warm up.
          if (sample >= 0) times[index]?.push(time)
        }
      const [of1000 = 0, ofAll = 0] = times.map((each) => percentile(each, 0.95))
      console.log(
        `${name.padEnd(26)}${of1000.toFixed(1).padStart(8)}${ofAll.toFixed(1).padStart(8)}   ${(ofAll / of1000).toFixed(2)}`,
      )
    }
  } finally {
    for (const server of servers) server.process.kill()
    for (const directory of directories) await directory.close()
    await scratch.close()
  }
}

async function measure(url: string, cookie: string): Promise<number> {
  const start = performance.now()
  const answer = await fetch(url, { headers: { cookie } })
  await answer.arrayBuffer()
  if (!answer.ok) throw new Error(`${url} answers ${answer.status}`)
  return performance.now() - start
}

const url = process.env.DATABASE_URL
if (url) await bench(url, process.argv.slice(2))
else
  console.log(
    'To compare sizes, set DATABASE_URL to a PostgreSQL server and add people with npm run db:seed -- 1000000.',
  )

import { createScratchDatabase } from '#db/commands/scratch.ts'
import { seed } from '#db/commands/seed.ts'
import { open } from '#db/database.ts'
import { type Directory, openDirectory } from '../directory.ts'
import { percentile } from '../measure/percentile.ts'
import { printRow, printSkipped, short } from '../measure/table.ts'
import { type Server, startRollcall } from '../servers/server.ts'
import { makeTables } from '../servers/tables.ts'

const small = 1_000

/**
 * Each directory has a search of its own, with 25 rows or more. The same one would find three of 1,000 people, and the
 * comparison would be that of 3 rows with 25: these take longer to write than to find.
 */
function fullPages(few: string, many: string): ({ people }: Directory) => string {
  return ({ people }) => (people > small ? many : few)
}

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
  'search, phone': fullPages('/users?q=01632+9600', '/users?q=01632+960123'),
  'search, two words': fullPages('/users?q=alice+person', '/users?q=alice+nurse'),
  'search, three words': fullPages('/users?q=alice+person+example', '/users?q=alice+nurse+library'),
  'search by surname': () => '/users?q=alice&sort=surname',
  'filter by team': () => '/users?team=1',
  'filter by location': () => '/users?location=Lisbon',
  'search in a location': fullPages('/users?location=Lisbon&q=person', '/users?location=Lisbon&q=alice'),
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

const leastOfLarge = 100_000

type Options = { samples: number; names: readonly string[]; isShort?: boolean }

/**
 * Compares a directory of 1,000 people with a large one: the 95th percentile of each page.
 * @param options - `names` of the pages to measure, none for all; `isShort` prints only the page that grows most
 */
export async function benchSizes(largeUrl: string | undefined, options: Options): Promise<void> {
  const work = 'pages, a large directory'
  const hint = 'set DATABASE_URL to a directory with many people, such as of npm run db:seed -- 1000000'
  if (!largeUrl) return printSkipped(work, hint)
  const large = await openDirectory(largeUrl, 'editor').catch(() => undefined)
  if (!large || large.people < leastOfLarge) {
    await large?.close()
    return printSkipped(work, hint)
  }
  const scratch = await createScratchDatabase(largeUrl)
  const directories = [large]
  const servers: Server[] = []
  try {
    await makeTables(scratch.url)
    const db = open(scratch.url)
    await seed(db, small).finally(() => db.destroy())
    directories.unshift(await openDirectory(scratch.url, 'editor'))
    for (const { url, people } of directories)
      servers.push(await startRollcall(`${people} people`, { DATABASE_URL: url }))
    await measureAll(directories, servers, options)
  } finally {
    for (const server of servers) await server.close()
    for (const directory of directories) await directory.close()
    await scratch.close()
  }
}

async function measureAll(directories: Directory[], servers: Server[], { samples, names, isShort }: Options) {
  const rows = []
  for (const [name, pathOf] of Object.entries(pages)) {
    if (names.length > 0 && !names.includes(name)) continue
    const paths = await Promise.all(directories.map(pathOf))
    const times: number[][] = [[], []]
    for (let sample = -samples / 10; sample < samples; sample++)
      for (const [place, { cookie }] of directories.entries()) {
        const ms = await measure(`${servers[place]?.url}${paths[place]}`, cookie)
        // The first requests warm up.
        if (sample >= 0) times[place]?.push(ms)
      }
    const [few = 0, many = 0] = times.map((each) => percentile(each, 0.95))
    rows.push({ name, few, many })
    if (!isShort) print(name, few, many, directories)
  }
  const [slowest] = rows.toSorted((one, other) => other.many / other.few - one.many / one.few)
  if (isShort && slowest)
    print(`grows most of ${rows.length}: ${slowest.name}`, slowest.few, slowest.many, directories)
}

function print(name: string, few: number, many: number, [small, large]: Directory[]): void {
  printRow({
    work: `p95 of ${name}`,
    own: { text: `${short(many)} ms` },
    against: `${small?.people.toLocaleString('en')}, not ${large?.people.toLocaleString('en')} people`,
    other: { text: `${short(few)} ms` },
    ratio: many / few,
    aim: '< 1.5',
  })
}

async function measure(url: string, cookie: string): Promise<number> {
  const began = performance.now()
  const answer = await fetch(url, { headers: { cookie } })
  await answer.arrayBuffer()
  if (!answer.ok) throw new Error(`${url} answers ${answer.status}`)
  return performance.now() - began
}

import { type Executor, open } from '#db/database.ts'
import { openPublicView } from '#db/settings/settings.ts'
import { freePort } from '#db/testing/free-port.ts'
import { installPooler, type Pooler, startPooler } from '#db/testing/pgbouncer.ts'
import { newSession } from '../new-session.ts'
import { expect, test, uniqueEmail } from '../support/fixtures.ts'
import { type FreshServer, openStore, startFreshServer } from '../support/fresh-server.ts'
import { startBalancer } from '../support/nginx/balancer.ts'
import { openForm, post } from '../support/plain-form.ts'

// Two servers behind nginx, which lets them take turns, over PgBouncer in transaction mode. e2e/trust/rolling-swaps.ts
// replaces such servers under load.
test.describe('two servers over a pooler', () => {
  test.describe.configure({ mode: 'serial', timeout: 1_800_000 })

  let store: { url: string; close(): Promise<void> }
  let pooler: Pooler
  let balancer: { url: string; close(): Promise<void> }
  let ports: number[]
  let servers: FreshServer[]
  let db: Executor
  let cookie: string

  test.beforeAll(async () => {
    installPooler()
    store = await openStore('replicas')
    pooler = await startPooler(store.url, 8)
    ports = [await freePort(), await freePort()]
    servers = []
    for (const port of ports) servers.push(await start(port))
    balancer = await startBalancer(ports)
    db = open(store.url)
    await openPublicView(db)
    cookie = await newSession(db, uniqueEmail(), 'admin')
  })

  test.afterAll(async () => {
    await db.destroy()
    await balancer.close()
    for (const server of servers) await server.close()
    await pooler.close()
    await store.close()
  })

  test('share sessions, forms, repeats, conflicts and undo', async () => {
    const email = uniqueEmail()
    const form = await openForm(`${balancer.url}/users/new`, cookie)
    const sent = await Promise.all([1, 2, 3, 4].map(() => post(form, { name: 'Rosa', email })))
    const places = new Set(sent.map(({ headers }) => headers.get('location')))
    expect([sent.map(({ status }) => status), places.size]).toEqual([[303, 303, 303, 303], 1])
    const page = `${balancer.url}${[...places][0]}`

    const [one, other] = [await openForm(`${page}/edit`, cookie), await openForm(`${page}/edit`, cookie)]
    expect((await post(one, { jobTitle: 'Nurse' })).status).toBe(303)
    const conflict = await post(other, { jobTitle: 'Doctor' })
    expect(await conflict.text()).toContain('Nurse')

    const { revision } = await db.selectFrom('directory').select('revision').executeTakeFirstOrThrow()
    const undone = await post(await openForm(`${balancer.url}/users/undo/${revision}`, cookie))
    expect(undone.status).toBe(303)
    for (const { url } of servers) {
      const people = await (await fetch(`${url}/api/users`)).json()
      expect(people).toEqual([expect.objectContaining({ name: 'Rosa' })])
      expect(people[0]).not.toHaveProperty('jobTitle')
    }
  })

  function start(port: number): Promise<FreshServer> {
    return startFreshServer({ DATABASE_URL: pooler.url, DATABASE_POOL: '4', PORT: String(port) })
  }
})

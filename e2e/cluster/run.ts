/** Runs in the namespaces that main.ts makes. */
import { setTimeout as pause } from 'node:timers/promises'
import { open } from '#db/database.ts'
import { startFreshServer } from '../support/fresh-server.ts'
import { startBalancer } from '../support/nginx/balancer.ts'
import { compare, setUp } from './directory.ts'
import { startEtcd } from './etcd.ts'
import { readPort, startHaproxy, writePort } from './haproxy.ts'
import { type Load, startLoad } from './load.ts'
import { type Machine, startBridge, startMachine } from './network.ts'
import { startPatroni, untilPrimary, untilStandby, untilWhole } from './patroni.ts'
import { lastLines, until } from './programs.ts'

const kills = Number(process.env.KILLS || 3)
const loadMs = 3_000
/** How much longer than Patroni a form may take to be saved. */
const graceMs = 3_000

/** `patroniMs`: until Patroni had a new leader, or a new standby. `savedMs`: until the first form was saved. */
type Outcome = { done: string; patroniMs: number; savedMs: number }

async function main(): Promise<void> {
  const machines = await startCluster()
  const [url, readUrl] = [addressOf(writePort), addressOf(readPort)]
  const addresses = { DATABASE_URL: url, DATABASE_READ_URL: readUrl }
  const servers = [await startFreshServer(addresses), await startFreshServer(addresses)]
  const balancer = await startBalancer(servers.map((server) => Number(new URL(server.url).port)))
  const load = startLoad(balancer.url, await setUp(url))
  const outcomes = await disturb(machines, load)
  await untilWhole(machines)
  await pause(loadMs)
  await load.stop()
  const { lost, mismatches } = await compare(url, readUrl, load.confirmed)
  console.table(outcomes)
  console.log({ ...load.figures, confirmed: load.confirmed.size, failures: load.failures.length })
  for (const server of servers) console.log(await standbyReads(server.url))
  const late = outcomes.filter(({ patroniMs, savedMs }) => savedMs > patroniMs + graceMs)
  const faults = [
    ...new Set(load.failures),
    ...lost.map((email) => `${email} was confirmed, and is lost`),
    ...mismatches,
    ...late.map(({ done }) => `the first form after "${done}" was saved too late`),
  ]
  console.log(faults.length === 0 ? 'Nothing was lost.' : faults.join('\n'))
  if (faults.length > 0) process.exitCode = 1
  for (const server of servers) await server.close()
  await balancer.close()
}

/** How often the standby was of use to a server. */
async function standbyReads(url: string): Promise<string> {
  const text = await (await fetch(`${url}/metrics`)).text()
  return text.match(/^rollcall_standby_reads_total.*$/gm)?.join(' ') ?? ''
}

async function startCluster(): Promise<Machine[]> {
  startBridge()
  await startEtcd()
  const machines = await Promise.all([1, 2, 3].map(startMachine))
  for (const machine of machines) startPatroni(machine)
  await untilWhole(machines)
  startHaproxy(machines)
  const db = open(addressOf(writePort))
  await until('PostgreSQL behind HAProxy', () =>
    db
      .selectNoFrom((eb) => eb.lit(1).as('one'))
      .execute()
      .catch(() => undefined),
  )
  await db.destroy()
  return machines
}

async function disturb(machines: readonly Machine[], load: Load): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  const once = async (done: string, deed: Deed) => {
    const cluster = await untilWhole(machines)
    await pause(loadMs)
    const outcome = { done, ...(await deed(machines, cluster, load)) }
    console.log(JSON.stringify({ ...outcome, ...load.figures, failures: load.failures.length }))
    outcomes.push(outcome)
  }
  for (let round = 1; round <= kills; round++) await once(`leader killed, ${round}`, killLeader)
  await once('leader cut off', cutLeader)
  await once('standby cut off', cutStandby)
  return outcomes
}

type Deed = (
  machines: readonly Machine[],
  cluster: { leader: Machine; standby: Machine },
  load: Load,
) => Promise<Omit<Outcome, 'done'>>

/** Patroni with its PostgreSQL. Their ports refuse connections from then on, and those that were open are reset. */
const killLeader: Deed = async (machines, { leader }, load) => {
  const began = Date.now()
  await leader.kill()
  const outcome = await measure(began, untilPrimary(without(machines, leader)), load)
  startPatroni(leader)
  return outcome
}

const cutLeader: Deed = async (machines, { leader }, load) => {
  const began = Date.now()
  leader.cut()
  const outcome = await measure(began, untilPrimary(without(machines, leader)), load)
  leader.mend()
  return outcome
}

/** The leader waits for it until Patroni chooses another one. */
const cutStandby: Deed = async (machines, { standby }, load) => {
  const began = Date.now()
  standby.cut()
  const outcome = await measure(began, untilStandby(without(machines, standby)), load)
  standby.mend()
  return outcome
}

/** Forms that were sent before it was done do not count. */
async function measure(began: number, patroni: Promise<void>, load: Load): Promise<Omit<Outcome, 'done'>> {
  const [patroniAt, savedAt] = await Promise.all([patroni.then(Date.now), load.firstSaved(Date.now())])
  return { patroniMs: patroniAt - began, savedMs: savedAt - began }
}

function without(machines: readonly Machine[], one: Machine): Machine[] {
  return machines.filter((machine) => machine !== one)
}

function addressOf(port: number): string {
  return `postgres://postgres@127.0.0.1:${port}/postgres`
}

await main().catch((error) => {
  console.error(lastLines())
  console.error(error)
  process.exitCode = 1
})
process.exit()

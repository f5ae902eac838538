import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { etcdAddress } from './etcd.ts'
import { type Machine, network } from './network.ts'
import { folder, run, start, until } from './programs.ts'

export const postgresBin = '/usr/lib/postgresql/15/bin'
export const postgresPort = 5432
export const restPort = 8008

/** In seconds. A leader that says nothing for `ttl` is replaced. */
export const patroniTimes = { ttl: 10, loop_wait: 1, retry_timeout: 3 }

/** Refuses root, as PostgreSQL does. */
export function startPatroni(machine: Machine): void {
  const { name, inside } = machine
  const own = join(folder, name)
  mkdirSync(own, { recursive: true })
  // YAML can be written as JSON.
  writeFileSync(join(own, 'patroni.yml'), JSON.stringify(configOf(machine, own)))
  run('chown', '-R', 'postgres:', own)
  start(name, [...inside, 'runuser', '-u', 'postgres', '--', 'patroni', join(own, 'patroni.yml')])
}

function configOf({ name, address }: Machine, own: string) {
  return {
    scope: 'rollcall',
    name,
    restapi: { listen: `${address}:${restPort}`, connect_address: `${address}:${restPort}` },
    etcd3: { host: etcdAddress },
    bootstrap: {
      dcs: {
        ...patroniTimes,
        synchronous_mode: true,
        postgresql: {
          use_pg_rewind: true,
          use_slots: true,
          parameters: { wal_sender_timeout: '10s', wal_receiver_timeout: '10s' },
        },
      },
      initdb: [{ encoding: 'UTF8' }, { locale: 'C.UTF-8' }, 'data-checksums'],
    },
    postgresql: {
      listen: `${address}:${postgresPort}`,
      connect_address: `${address}:${postgresPort}`,
      bin_dir: postgresBin,
      data_dir: join(own, 'data'),
      pgpass: join(own, 'pgpass'),
      authentication: { superuser: { username: 'postgres' }, replication: { username: 'replicator' } },
      // Nothing but this test is on this network.
      pg_hba: [
        'local all all trust',
        `host all all ${network} trust`,
        `host replication replicator ${network} trust`,
      ],
      parameters: { unix_socket_directories: own },
    },
  }
}

type Member = { name: string; role: string; state: string; timeline?: number }

/** The leader and its synchronous standby, once all machines follow it. */
export async function untilWhole(
  machines: readonly Machine[],
): Promise<{ leader: Machine; standby: Machine }> {
  return until('a whole cluster', async () => {
    const members = await askMembers(machines)
    const timelines = new Set(members.map(({ timeline }) => timeline))
    const running = members.filter(({ state }) => state === 'running' || state === 'streaming')
    const withRole = (role: string) =>
      machines.find(({ name }) => members.some((member) => member.name === name && member.role === role))
    const [leader, standby] = [withRole('leader'), withRole('sync_standby')]
    if (running.length < machines.length || timelines.size > 1) return undefined
    return leader && standby && { leader, standby }
  })
}

/** Until Patroni says that one of these takes writes. */
export async function untilPrimary(machines: readonly Machine[]): Promise<void> {
  await until('a new leader', async () => {
    const answers = await Promise.all(machines.map((machine) => ask(machine, 'primary')))
    return answers.find((answer) => answer?.ok)
  })
}

/** Until Patroni waits for one of these before it confirms a write. */
export async function untilStandby(machines: readonly Machine[]): Promise<void> {
  await until('a new synchronous standby', async () => {
    const answers = await Promise.all(machines.map((machine) => ask(machine, 'synchronous')))
    return answers.find((answer) => answer?.ok)
  })
}

async function askMembers(machines: readonly Machine[]): Promise<Member[]> {
  const answers = await Promise.all(machines.map((machine) => ask(machine, 'cluster')))
  const answer = answers.find((each) => each?.ok)
  return answer ? JSON.parse(answer.text).members : []
}

/** Undefined for a machine that does not answer. */
async function ask({ address }: Machine, path: string): Promise<{ ok: boolean; text: string } | undefined> {
  try {
    const answer = await fetch(`http://${address}:${restPort}/${path}`, {
      signal: AbortSignal.timeout(1_000),
    })
    return { ok: answer.ok, text: await answer.text() }
  } catch {
    return undefined
  }
}

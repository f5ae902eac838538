import { join } from 'node:path'
import { home } from './network.ts'
import { folder, start, until } from './programs.ts'

export const etcdAddress = `${home}:2379`

/** One, because this test is about PostgreSQL. A real cluster has three. */
export async function startEtcd(): Promise<void> {
  const url = `http://${etcdAddress}`
  start('etcd', [
    'etcd',
    ...['--data-dir', join(folder, 'etcd')],
    ...['--listen-client-urls', url, '--advertise-client-urls', url],
    ...['--listen-peer-urls', 'http://127.0.0.1:2380'],
  ])
  await until('etcd', async () => {
    const answer = await fetch(`${url}/health`).catch(() => undefined)
    return answer?.ok ? true : undefined
  })
}

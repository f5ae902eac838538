import { type Directory, openDirectory } from '../directory.ts'
import { startBareNext } from './bare-next.ts'
import { prepareDjango, startDjango } from './django.ts'
import { type Peer, startPeer } from './peers.ts'
import { type Server, startRollcall } from './server.ts'

/** The servers of a run, each started when a part first asks for it, all on one database. */
export type Stage = {
  databaseUrl: string
  /** Signed in as an editor. */
  directory: Directory
  rollcall: () => Promise<Server>
  peer: (name: Peer) => Promise<Server>
  django: () => Promise<Server>
  bareNext: () => Promise<Server>
  /** Adds a server to those that are closed at the end. */
  start: (name: string, start: () => Promise<Server>) => Promise<Server>
  close: () => Promise<void>
}

export async function openStage(databaseUrl: string): Promise<Stage> {
  const directory = await openDirectory(databaseUrl, 'editor')
  const started = new Map<string, Promise<Server>>()
  const start = (name: string, begin: () => Promise<Server>) => {
    const server = started.get(name) ?? begin()
    started.set(name, server)
    return server
  }
  return {
    databaseUrl,
    directory,
    start,
    rollcall: () => start('Rollcall', () => startRollcall('Rollcall')),
    peer: (name) => start(name, () => startPeer(name)),
    django: () =>
      start('Django', async () => {
        await prepareDjango(databaseUrl)
        return startDjango('Django', databaseUrl)
      }),
    bareNext: () => start('bare Next', async () => startBareNext(await directory.firstRows())),
    close: async () => {
      const servers = await Promise.allSettled(started.values())
      // nginx, which was started last, is the first to end.
      for (const server of servers.reverse()) if (server.status === 'fulfilled') await server.value.close()
      await directory.close()
    },
  }
}

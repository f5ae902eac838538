import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Machine } from './network.ts'
import { postgresPort, restPort } from './patroni.ts'
import { folder, start } from './programs.ts'

/** Leads to the leader. */
export const writePort = 5000
/** Leads to the standbys. */
export const readPort = 5001

/** Asks Patroni for the role of each machine, and ends connections to one that has lost it. docs/scale.md has the same. */
export function startHaproxy(machines: readonly Machine[]): void {
  const file = join(folder, 'haproxy.cfg')
  writeFileSync(
    file,
    `defaults
  mode tcp
  timeout connect 1s
  timeout client 1h
  timeout server 1h
  timeout check 1s
${listen('write', writePort, 'primary', machines)}
${listen('read', readPort, 'replica', machines)}
`,
  )
  start('haproxy', ['haproxy', '-db', '-f', file])
}

function listen(name: string, port: number, role: string, machines: readonly Machine[]): string {
  return `listen ${name}
  bind 127.0.0.1:${port}
  option httpchk OPTIONS /${role}
  http-check expect status 200
  default-server inter 1s fall 2 rise 1 on-marked-down shutdown-sessions
${machines.map((each) => `  server ${each.name} ${each.address}:${postgresPort} check port ${restPort}`).join('\n')}`
}

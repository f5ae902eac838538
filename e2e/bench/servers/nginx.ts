import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { findNginx } from '../../support/nginx/find.ts'
import { type Server, startServer } from './server.ts'

const shipped = 'deploy/nginx.conf'

export function whyNoNginx(): string | undefined {
  return findNginx() ? undefined : 'this machine has no nginx'
}

/** nginx as shipped, on loopback and without https. What both do counts. */
export async function startNginx(behind: Server): Promise<Server> {
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-bench-nginx-'))
  const config = await readFile(shipped, 'utf8')
  const server = await startServer(
    'nginx',
    (port) => ['sh', '-c', configure, 'sh', folder, port, resolve(findNginx() ?? '')],
    { env: { CONFIG: configOf(config, folder, new URL(behind.url).host) }, ready: '/healthz' },
  )
  return {
    ...server,
    name: behind.name,
    pids: [...server.pids, ...behind.pids],
    close: async () => {
      await server.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** The port is known only when the process starts. */
const configure = `
printf '%s' "$CONFIG" | sed "s/PORT_OF_BENCH/$2/" > "$1/nginx.conf"
exec "$3" -p "$1" -e stderr -c "$1/nginx.conf"
`

function configOf(config: string, folder: string, upstream: string): string {
  if (!config.includes('127.0.0.1:3000')) throw new Error(`${shipped} does not name 127.0.0.1:3000`)
  const own = config
    .replace(/listen [^;]*\b443\b[^;]*;/, 'listen 127.0.0.1:PORT_OF_BENCH;')
    .replace(/^server \{\s+listen 80;.*?^\}/ms, '')
    .replaceAll(/^\s*(?:listen \[|ssl_).*$/gm, '')
    .replaceAll('127.0.0.1:3000', upstream)
    .replace(/(proxy_cache_path\s+)[^\s;]+/, `$1${folder}/cache`)
  const kept = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
  const temporary = kept.map((what) => `${what}_temp_path ${folder}/${what};`).join(' ')
  return `daemon off; master_process off; pid ${folder}/pid;
events {}
http {
  access_log off; ${temporary}
  ${own}
}`
}

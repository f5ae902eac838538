import { execFile, spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { ask } from '../ask.ts'
import { asRoot } from '../machine/as-root.ts'
import { findNginx } from './find.ts'

/** The name in deploy/nginx.conf. */
export const site = 'people.example.org'

/** A network between this machine and nginx, in a range that no real network has (RFC 2544). */
export function newNetwork() {
  const start = `198.${18 + randomInt(2)}.${randomInt(256)}`
  return {
    /** Rollcall, for nginx. */
    rollcall: `${start}.1`,
    /** nginx, for Rollcall and for visitors. */
    proxy: `${start}.2`,
    /** From here nginx asks for what it is asked at `strangerPort`. */
    stranger: `${start}.3`,
    visitors: [`${start}.11`, `${start}.12`, `${start}.13`] as const,
  }
}

export type Network = ReturnType<typeof newNetwork>

export const strangerPort = 8443

/** nginx with deploy/nginx.conf, in a network namespace of its own. The caller closes it. */
export async function startFront(network: Network, rollcallPort: number) {
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-nginx-'))
  const ca = await makeCertificate(folder)
  await writeFile(
    join(folder, 'nginx.conf'),
    configOf(await readFile('deploy/nginx.conf', 'utf8'), { folder, network, rollcallPort }),
  )
  const [file = '', ...args] = [...asRoot, 'unshare', '--net', 'sh', '-euc', script, 'sh']
  const nginx = resolve(findNginx() ?? '')
  const device = `rollcall${process.pid % 10_000_000}`
  const { proxy, stranger, rollcall, visitors } = network
  const addresses = [rollcall, ...visitors].join(' ')
  const child = spawn(
    file,
    [...args, String(process.pid), device, `${proxy} ${stranger}`, addresses, nginx, folder],
    { stdio: ['pipe', 'pipe', 'pipe'], env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/sbin` } },
  )
  const ended = once(child, 'exit')
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text) => (said += text))
  while (!(await isReady(network, ca))) {
    if (child.exitCode !== null) throw new Error(`nginx does not start: ${said}`)
    await pause(50)
  }
  return {
    ca,
    close: async () => {
      child.stdin.end()
      await ended
    },
  }
}

export type Front = Awaited<ReturnType<typeof startFront>>

/**
 * Runs in the new namespace until its input ends, also because a test was killed. The namespace and its device end with
 * the last process in it. Its other end is in the namespace of the test, which is that of its process.
 */
const script = `
outside=$1 device=$2 own=$3 others=$4 nginx=$5 folder=$6
trap 'rm -rf "$folder"' EXIT
ip link set lo up
ip link add front type veth peer name "$device" netns "$outside"
for address in $own; do ip address add "$address/24" dev front; done
ip link set front up
nsenter --target "$outside" --net ip link set "$device" up
for address in $others; do nsenter --target "$outside" --net ip address add "$address/24" dev "$device"; done
"$nginx" -p "$folder" -e stderr -c "$folder/nginx.conf" -t -q
"$nginx" -p "$folder" -e stderr -c "$folder/nginx.conf" &
read -r end || true
kill $!
wait $! || true
`

async function makeCertificate(folder: string): Promise<string> {
  const file = join(folder, 'certificate.pem')
  const named = ['-subj', `/CN=${site}`, '-addext', `subjectAltName=DNS:${site}`]
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
  const files = ['-keyout', join(folder, 'key.pem'), '-out', file]
  await promisify(execFile)('openssl', ['req', '-x509', '-days', '2', ...named, ...key, ...files])
  return readFile(file, 'utf8')
}

type Place = { folder: string; network: Network; rollcallPort: number }

function configOf(shipped: string, { folder, network, rollcallPort }: Place): string {
  const rollcall = `${network.rollcall}:${rollcallPort}`
  const front = replaced(shipped, [
    ['127.0.0.1:3000', rollcall],
    ['/var/cache/nginx-rollcall', `${folder}/cache`],
    ['/etc/ssl/certs/people.example.org.pem', `${folder}/certificate.pem`],
    ['/etc/ssl/private/people.example.org.key', `${folder}/key.pem`],
  ])
  const [server = ''] = /^server \{\n {2}listen 443 .*?^\}/ms.exec(front) ?? []
  const stranger = replaced(server, [
    ['listen 443 ssl', `listen ${strangerPort} ssl`],
    ['listen [::]:443 ssl', `listen [::]:${strangerPort} ssl`],
    ['proxy_pass http://rollcall', `proxy_bind ${network.stranger}; proxy_pass http://${rollcall}`],
    ['proxy_pass http://rollcall', `proxy_bind ${network.stranger}; proxy_pass http://${rollcall}`],
  ])
  const kept = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
  // One process, which is root, so that it writes what it keeps into a folder of somebody else.
  return `
    daemon off; master_process off; pid ${folder}/pid;
    events {}
    http {
      access_log off;
      ${kept.map((what) => `${what}_temp_path ${folder}/${what};`).join(' ')}
      ${front}
      ${stranger}
    }`
}

function replaced(text: string, pairs: [from: string, to: string][]): string {
  return pairs.reduce((sum, [from, to]) => {
    if (!sum.includes(from)) throw new Error(`deploy/nginx.conf has no "${from}"`)
    return sum.replace(from, to)
  }, text)
}

/** Only this nginx has the certificate: on some networks anything takes a connection to any address. */
async function isReady({ proxy, visitors }: Network, ca: string): Promise<boolean> {
  const asked = ask(`https://${site}/healthz`, { from: visitors[1], to: proxy, ca })
  return asked.then(
    ({ ok }) => ok,
    () => false,
  )
}

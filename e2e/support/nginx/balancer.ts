import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { freePort } from '#db/testing/free-port.ts'
import { findNginx } from './find.ts'

/** nginx before several servers, which take turns. The caller closes it. */
export async function startBalancer(
  ports: readonly number[],
): Promise<{ url: string; close(): Promise<void> }> {
  const [port, folder] = [await freePort(), await mkdtemp(join(tmpdir(), 'rollcall-balancer-'))]
  await writeFile(join(folder, 'nginx.conf'), configOf(port, ports, folder))
  const nginx = spawn(
    resolve(findNginx() ?? ''),
    ['-p', folder, '-e', 'stderr', '-c', join(folder, 'nginx.conf')],
    {
      stdio: 'ignore',
    },
  )
  const url = `http://127.0.0.1:${port}`
  while (!(await isReady(url))) {
    if (nginx.exitCode !== null) throw new Error('nginx does not start')
    await pause(50)
  }
  return {
    url,
    close: async () => {
      nginx.kill('SIGTERM')
      if (nginx.exitCode === null) await once(nginx, 'exit')
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** As docs/scale.md says: what has not reached a server goes to the next one. */
function configOf(port: number, ports: readonly number[], folder: string): string {
  const kept = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
  return `
    daemon off; master_process off; pid ${folder}/pid;
    events {}
    http {
      access_log off;
      ${kept.map((what) => `${what}_temp_path ${folder}/${what};`).join(' ')}
      upstream rollcall { ${ports.map((each) => `server 127.0.0.1:${each} max_fails=0;`).join(' ')} }
      server {
        listen 127.0.0.1:${port};
        location / {
          proxy_pass http://rollcall;
          proxy_set_header Host $http_host;
          proxy_set_header X-Forwarded-Proto $scheme;
          proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
        }
      }
    }`
}

async function isReady(url: string): Promise<boolean> {
  return fetch(`${url}/healthz`).then(
    ({ ok }) => ok,
    () => false,
  )
}

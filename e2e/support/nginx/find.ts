import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { asRoot } from '../machine/as-root.ts'
import { findOnPath } from '../machine/find-on-path.ts'

/** Where `install.ts` unpacks it. */
export const unpackedIn = 'node_modules/.cache/rollcall-nginx'

export function findNginx(): string | undefined {
  const unpacked = `${unpackedIn}/usr/sbin/nginx`
  return findOnPath(['nginx']) ?? (existsSync(unpacked) ? unpacked : undefined)
}

/** Besides nginx: for a network namespace, and for a certificate. */
export const programs = { ip: 'iproute2', unshare: 'util-linux', nsenter: 'util-linux', openssl: 'openssl' }

/** Why nginx cannot run at an address of its own on this machine; undefined if it can. */
export function whyNoNginx(): string | undefined {
  if (process.platform !== 'linux') return 'only Linux has network namespaces'
  const missing = Object.keys(programs).filter((name) => !findOnPath([name]))
  if (!findNginx()) missing.unshift('nginx')
  if (missing.length > 0) return `this machine has no ${missing.join(', no ')}`
  const [file = '', ...args] = [...asRoot, 'unshare', '--net', 'ip', 'link', 'add', 'type', 'veth']
  const tried = spawnSync(file, args, { encoding: 'utf8' })
  if (tried.status === 0) return undefined
  return `a network namespace needs root, or sudo without a password: ${tried.error ?? tried.stderr.trim()}`
}

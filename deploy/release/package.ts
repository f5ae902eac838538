/**
 * `npm run package` makes the files of a release in dist/. `tsx deploy/release/package.ts FOLDER` makes them in another
 * folder, from the build that is there.
 */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { assemble } from './assemble.ts'

// Public, because it encrypts nothing: lint refuses the functions that Next would encrypt something for. It is part of the
// names of actions, so forms that are open in a browser work with every release that is built with the same one.
const sharedKey = Buffer.from('the actions of Rollcall releases').toString('base64')

const root = join(import.meta.dirname, '../..')
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const name = `rollcall-${version}`
const [elsewhere] = process.argv.slice(2)
const dist = resolve(elsewhere ?? join(root, 'dist'))

if (!elsewhere) npm(['run', 'build'], 'inherit')
rmSync(dist, { recursive: true, force: true })
mkdirSync(dist, { recursive: true })
await assemble(join(dist, name))
pack()
writeFileSync(
  join(dist, `${name}.cdx.json`),
  npm(['sbom', '--omit=dev', '--sbom-format=cyclonedx', '--package-lock-only']),
)
const sums = [`${name}.tar.gz`, `${name}.cdx.json`].map((file) => `${sumOf(join(dist, file))}  ${file}\n`)
writeFileSync(join(dist, 'SHA256SUMS'), sums.join(''))
process.stdout.write(sums.join(''))

/** The same files give the same archive: sorted names, one owner, the time of the commit. */
function pack(): void {
  const always = ['--sort=name', '--owner=0', '--group=0', '--numeric-owner', '--mode=a+rX,u+w,go-w']
  const time = `--mtime=@${process.env.SOURCE_DATE_EPOCH || timeOfCommit()}`
  const compress = '--use-compress-program=gzip -n9'
  execFileSync('tar', [...always, time, compress, '-cf', `${name}.tar.gz`, name], { cwd: dist })
}

/** An archive of the sources has no commit. */
function timeOfCommit(): string {
  try {
    return execFileSync('git', ['log', '-1', '--format=%ct'], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim()
  } catch {
    return '0'
  }
}

function npm(args: string[], stdout: 'inherit' | 'pipe' = 'pipe'): Buffer {
  const NEXT_SERVER_ACTIONS_ENCRYPTION_KEY = process.env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY || sharedKey
  return execFileSync('npm', args, {
    cwd: root,
    stdio: ['ignore', stdout, 'inherit'],
    env: { ...process.env, NEXT_SERVER_ACTIONS_ENCRYPTION_KEY },
    shell: process.platform === 'win32',
  })
}

function sumOf(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex')
}

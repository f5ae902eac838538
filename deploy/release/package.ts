import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { assemble } from './assemble.ts'

const root = join(import.meta.dirname, '../..')
const dist = join(root, 'dist')
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const name = `rollcall-${version}`

rmSync(dist, { recursive: true, force: true })
mkdirSync(dist)
await assemble(join(dist, name))
// The same build gives the same archive: sorted names, one owner, the time of the commit.
const time = `@${process.env.SOURCE_DATE_EPOCH || timeOfCommit()}`
const always = ['--sort=name', `--mtime=${time}`, '--owner=0', '--group=0', '--numeric-owner', '--mode=a+rX,u+w,go-w']
execFileSync('tar', [...always, '--use-compress-program=gzip -n9', '-cf', `${name}.tar.gz`, name], { cwd: dist })
const sbom = execFileSync('npm', ['sbom', '--omit=dev', '--sbom-format=cyclonedx', '--package-lock-only'], { cwd: root })
writeFileSync(join(dist, `${name}.cdx.json`), sbom)
const sums = [`${name}.tar.gz`, `${name}.cdx.json`].map(
  (file) => `${createHash('sha256').update(readFileSync(join(dist, file))).digest('hex')}  ${file}\n`,
)
writeFileSync(join(dist, 'SHA256SUMS'), sums.join(''))
process.stdout.write(sums.join(''))

/** Of the newest commit; an archive of the sources has none. */
function timeOfCommit(): string {
  try {
    return execFileSync('git', ['log', '-1', '--format=%ct'], { cwd: root, encoding: 'utf8' }).trim()
  } catch {
    return '0'
  }
}

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { expect, test } from 'vitest'

const files = ['app', 'actions', 'db', 'e2e'].flatMap(filesBelow)

test('no route has a loading file: its content would stay hidden without JavaScript', () => {
  expect(files.filter((file) => /^loading\.[jt]sx?$/.test(basename(file)))).toEqual([])
})

test('no folder is named after nothing', () => {
  const vague = /(^|\/)(lib|utils|helpers|misc|types)(\/|$)/
  expect(files.filter((file) => vague.test(dirname(file)))).toEqual([])
})

test('no file only passes on what others export', () => {
  expect(files.filter((file) => /^index\.[jt]sx?$/.test(basename(file)))).toEqual([])
})

test('every package has its hash in the lock file, and none the address of a registry', () => {
  type Entry = { version?: string; integrity?: string; resolved?: string }
  const lock = readFileSync(join(import.meta.dirname, '..', 'package-lock.json'), 'utf8')
  const { '': _, ...packages } = (JSON.parse(lock) as { packages: Record<string, Entry> }).packages
  const amiss = Object.entries(packages).filter(([, { integrity, resolved }]) => !integrity || resolved)
  expect(amiss.map(([name]) => name)).toEqual([])
})

function filesBelow(folder: string): string[] {
  const root = join(import.meta.dirname, '..')
  if (!existsSync(join(root, folder))) return []
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map(
    (file) => `${folder}/${file}`,
  )
}

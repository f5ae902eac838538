import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, normalize } from 'node:path'
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

test('no folder has a circle among its files and rooms, types included', () => {
  expect(circlesOf(arrowsOf(isSource))).toEqual([])
  const circle: Arrow[] = [
    ['db/users/save.ts', 'db/audit/events.ts'],
    ['db/audit/events.ts', 'db/users/values.ts'],
  ]
  expect(circlesOf(circle)).toEqual([['db', 'users', 'audit']])
})

test('no folder has more than 35 files and rooms', () => {
  const boxes = new Map<string, Set<string>>()
  for (const parts of files.filter(isSource).map((file) => file.split('/')))
    for (let depth = 1; depth < parts.length; depth++) {
      const folder = parts.slice(0, depth).join('/')
      boxes.set(folder, (boxes.get(folder) ?? new Set()).add(parts[depth] ?? ''))
    }
  expect([...boxes].filter(([, { size }]) => size > 35).map(([folder]) => folder)).toEqual([])
})

test('a browser loads nothing of db/ and the pipeline, also not through a file between', () => {
  const values = arrowsOf(isSource, { types: false })
  const inBrowser = new Set(files.filter((file) => isSource(file) && /^'use client'/.test(read(file))))
  // A browser only gets the address of an action.
  for (const file of inBrowser)
    for (const [from, to] of values)
      if (from === file && !/^['"]use server/m.test(read(to))) inBrowser.add(to)
  const allowed =
    /^app\/|^actions\/(?:[^/]+\/)?[^/.]+\.schema\.ts$|^db\/(?:user-fields|ids|users\/limits)\.ts$/
  expect([...inBrowser].filter((file) => !allowed.test(file))).toEqual([])
})

/** From a file to one that it imports. */
type Arrow = [string, string]

function isSource(file: string): boolean {
  return /\.tsx?$/.test(file) && !/\.(?:test|spec)\.tsx?$|under-test|testing\//.test(file)
}

function arrowsOf(filter: (file: string) => boolean, { types = true } = {}): Arrow[] {
  const known = new Set(files)
  return files.filter(filter).flatMap((file) =>
    [...read(file).matchAll(/(?:(import|export)\s(type\s)?[^'"]*?from|import\()\s*['"]([#.][^'"]+)['"]/g)]
      .filter(([, , type]) => types || !type)
      .map(
        ([, , , name = '']): Arrow => [
          file,
          name.startsWith('#') ? name.slice(1) : normalize(join(dirname(file), name)),
        ],
      )
      .filter(([, to]) => known.has(to)),
  )
}

/** A subfolder counts as one box. A circle is given as the folder and its boxes. */
function circlesOf(arrows: readonly Arrow[]): string[][] {
  const folders = new Map<string, Map<string, Set<string>>>()
  for (const [from, to] of arrows.map((arrow) => arrow.map((file) => file.split('/')))) {
    const depth = from?.findIndex((part, place) => part !== to?.[place]) ?? 0
    const [folder, box, other] = [
      from?.slice(0, depth).join('/') ?? '',
      from?.[depth] ?? '',
      to?.[depth] ?? '',
    ]
    const boxes = folders.get(folder) ?? new Map<string, Set<string>>()
    folders.set(folder, boxes.set(box, (boxes.get(box) ?? new Set()).add(other)))
  }
  return [...folders].flatMap(([folder, boxes]) => {
    const left = new Map(boxes)
    // A box that imports no other box is in no circle.
    for (let size = -1; size !== left.size; ) {
      size = left.size
      for (const [box, others] of left) if (![...others].some((other) => left.has(other))) left.delete(box)
    }
    return left.size > 0 ? [[folder, ...left.keys()]] : []
  })
}

function read(file: string): string {
  return readFileSync(join(import.meta.dirname, '..', file), 'utf8')
}

function filesBelow(folder: string): string[] {
  const root = join(import.meta.dirname, '..')
  if (!existsSync(join(root, folder))) return []
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map(
    (file) => `${folder}/${file}`,
  )
}

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const read = (name: string) => readFileSync(join(root, name), 'utf8')
const pages = ['README.md', ...readdirSync(join(root, 'docs')).map((name) => `docs/${name}`)]

test('docs/configure.md has each variable that Rollcall reads', () => {
  const variables = [...read('db/config.ts').matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map(([, name]) => name)
  expect(variables.length).toBeGreaterThan(10)
  const page = read('docs/configure.md')
  const missing = variables.filter(
    (name) => !name?.startsWith('ROLLCALL_TEST_') && !new RegExp(`^\\| \`${name}\` +\\|`, 'm').test(page),
  )
  expect(missing).toEqual([])
})

test('the version of package.json has its entry in CHANGELOG.md, and is the one of the pages', () => {
  const { version } = JSON.parse(read('package.json'))
  expect(read('CHANGELOG.md')).toMatch(new RegExp(`^## ${version}, \\d+ \\w+ \\d{4}$`, 'm'))
  const others = pages.flatMap((page) => read(page).match(/rollcall-\d[\d.]*\d/g) ?? [])
  expect(new Set(others)).toEqual(new Set([`rollcall-${version}`]))
})

test('links of the pages lead to files', () => {
  const links = pages.flatMap((page) =>
    [...read(page).matchAll(/\]\((?!https?:|#)([^)#]+)[^)]*\)/g)].map(([, to = '']) =>
      join(dirname(page), to),
    ),
  )
  expect(links.filter((file) => !existsSync(join(root, file)))).toEqual([])
})

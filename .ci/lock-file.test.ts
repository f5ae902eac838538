import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

type Package = { version?: string; resolved?: string; integrity?: string; link?: boolean; inBundle?: boolean }
type LockFile = { lockfileVersion: number; packages: Record<string, Package> }
type Dependencies = Record<string, string>

const read = (name: string) => JSON.parse(readFileSync(new URL(`../${name}`, import.meta.url), 'utf8'))
const lock: LockFile = read('package-lock.json')
const packages = Object.entries(lock.packages).filter(([path]) => path !== '')

test('each package of the lock file has one version and a strong checksum', () => {
  expect(packages.length).toBeGreaterThan(100)
  const weak = packages.filter(
    ([, { version = '', integrity = '' }]) =>
      !/^\d+\.\d+\.\d+/.test(version) || !/^sha512-\S+$/.test(integrity),
  )
  expect(weak).toEqual([])
})

// Where `resolved` is left out, npm asks the registry.
test('each package comes from one registry, and none from elsewhere', () => {
  const elsewhere = packages.filter(
    ([, { resolved, link, inBundle }]) =>
      link || inBundle || (resolved && !/^https:\/\/[^/]+\/\S+\.tgz$/.test(resolved)),
  )
  expect(elsewhere).toEqual([])
  expect(
    new Set(packages.flatMap(([, { resolved }]) => (resolved ? new URL(resolved).host : []))).size,
  ).toBeLessThan(2)
})

test('the lock file and package.json name the same packages, each by one version', () => {
  const { dependencies, devDependencies }: Record<string, Dependencies> = read('package.json')
  const root = lock.packages[''] as unknown as { dependencies: Dependencies; devDependencies: Dependencies }
  expect([root.dependencies, root.devDependencies]).toEqual([dependencies, devDependencies])
  const named = Object.entries({ ...dependencies, ...devDependencies })
  const other = named.filter(([name, version]) => lock.packages[`node_modules/${name}`]?.version !== version)
  expect(other).toEqual([])
})

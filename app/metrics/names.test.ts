import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { register } from 'prom-client'
import { expect, test } from 'vitest'
import { countRequests } from './count-requests.ts'
import { registerGauges } from './gauges.ts'

test('the dashboard and docs/metrics.md name metrics that are there, and the page names all of ours', async () => {
  countRequests(() => 'other')
  registerGauges()
  const metrics = await register.getMetricsAsJSON()
  const names = new Set(
    metrics.flatMap(({ name, type }) => (String(type) === 'histogram' ? [name, `${name}_bucket`] : [name])),
  )
  const read = (file: string) => readFileSync(join(import.meta.dirname, '../..', file), 'utf8')
  const [dashboard, page] = [read('deploy/grafana.json'), read('docs/metrics.md')]
  const used = `${dashboard} ${page}`.match(/\b(?:rollcall|nodejs|process)_[a-z\d_]+[a-z\d]/g) ?? []
  expect(used.length).toBeGreaterThan(30)
  expect(used.filter((name) => !names.has(name))).toEqual([])
  const own = metrics.map(({ name }) => name).filter((name) => name.startsWith('rollcall_'))
  expect(own.filter((name) => !page.includes(`| \`${name}\` `))).toEqual([])
})

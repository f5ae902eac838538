import { relative } from 'node:path'
import type { FullResult, Reporter, Suite, TestCase } from '@playwright/test/reporter'

const slowest = 20

/** Prints the duration of each spec, the slowest tests, and totals such as `12 passed, 0 failed`. */
export default class SummaryReporter implements Reporter {
  private tests: TestCase[] = []

  onBegin(_config: unknown, suite: Suite): void {
    this.tests = suite.allTests()
  }

  onEnd(result: FullResult): void {
    const rows = this.tests.map((test) => ({ part: partOf(test), title: test.title, ms: durationOf(test) }))
    const parts = new Map<string, { part: string; tests: number; ms: number }>()
    for (const { part, ms } of rows) {
      const sum = parts.get(part) ?? { part, tests: 0, ms: 0 }
      parts.set(part, { part, tests: sum.tests + 1, ms: sum.ms + ms })
    }
    console.log('\nSeconds of each spec, of all workers together:')
    for (const { part, tests, ms } of [...parts.values()].sort(byTime))
      console.log(`${seconds(ms)}  ${part} (${tests})`)
    console.log(`\nThe slowest ${slowest} tests:`)
    for (const { part, title, ms } of rows.sort(byTime).slice(0, slowest))
      console.log(`${seconds(ms)}  ${part}: ${title}`)
    if (process.env.E2E_NO_NGINX)
      console.log(`\nNOT RUN: the tests with nginx in front, because ${process.env.E2E_NO_NGINX}\n`)
    if (process.env.E2E_NO_CADDY)
      console.log(`\nNOT RUN: the tests with Caddy in front, because ${process.env.E2E_NO_CADDY}\n`)
    const failed = this.count('unexpected')
    // Without this, a server that does not start would report no failure.
    const atLeast = result.status === 'passed' ? 0 : 1
    console.log(`${this.count('expected') + this.count('flaky')} passed, ${Math.max(failed, atLeast)} failed`)
  }

  private count(outcome: ReturnType<TestCase['outcome']>): number {
    return this.tests.filter((test) => test.outcome() === outcome).length
  }
}

function partOf({ location, parent }: TestCase): string {
  return `[${parent.project()?.name}] ${relative(process.cwd(), location.file)}`
}

function durationOf({ results }: TestCase): number {
  return results.reduce((sum, { duration }) => sum + duration, 0)
}

function byTime(one: { ms: number }, other: { ms: number }): number {
  return other.ms - one.ms
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(1).padStart(7)
}

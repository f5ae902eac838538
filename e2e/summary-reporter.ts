import type { FullResult, Reporter, Suite, TestCase } from '@playwright/test/reporter'

/** Ends a run with one line of totals, such as `12 passed, 0 failed`. Skipped tests count as neither. */
export default class SummaryReporter implements Reporter {
  private tests: TestCase[] = []

  onBegin(_config: unknown, suite: Suite): void {
    this.tests = suite.allTests()
  }

  onEnd(result: FullResult): void {
    const failed = this.count('unexpected')
    // A server that does not start fails the run without failing a test.
    const atLeast = result.status === 'passed' ? 0 : 1
    console.log(`${this.count('expected') + this.count('flaky')} passed, ${Math.max(failed, atLeast)} failed`)
  }

  private count(outcome: ReturnType<TestCase['outcome']>): number {
    return this.tests.filter((test) => test.outcome() === outcome).length
  }
}

import { expect, test } from 'vitest'
import { runParts } from './parts.ts'

test('parts run in turn up to the first that fails', () => {
  const asked: string[] = []
  const parts = runParts(['lint', 'types', 'unit'], (script) => {
    asked.push(script)
    return script !== 'types'
  })
  expect(asked).toEqual(['lint', 'types'])
  expect(parts.map(({ script, passed }) => [script, passed])).toEqual([
    ['lint', true],
    ['types', false],
  ])
})

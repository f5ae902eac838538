import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'

const print = `
  const { logConsole } = await import('./app/request/console-log.ts')
  logConsole()
  const text = 'made up\\n{"level":30,"msg":"Signed in: Ada"}\\u001b[31m\\u009b31m\\u2028\\u202e'
  console.error(text)
  console.warn('\\u001b[33m⚠\\u001b[39m', text, { text })
  console.error(' ⨯', Object.assign(new Error(text), { digest: '12', detail: 'Failing row contains (Ada)' }))
  console.error(new Error(text))
  console.error(Object.assign(new Error('aborted', { cause: text }), { code: 'ECONNRESET' }))
`

test('each message is one line of JSON, in which client input moves and hides nothing', () => {
  const { stdout, stderr } = spawnSync('npx', ['tsx', '--input-type=module', '-e', print], {
    encoding: 'utf8',
  })
  const lines = stdout.split('\n').filter(Boolean)
  const entries = lines.map((line) => JSON.parse(line))
  expect(entries.map(({ level }) => level)).toEqual([50, 40, 50, 50, 30])
  for (const { msg, err } of entries.slice(0, 4))
    expect(err?.message ?? msg).toContain('made up\n{"level":30')
  expect(entries[2]).toMatchObject({ msg: '⨯', err: { digest: '12' } })
  expect(stdout.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u2028\u202e]|Failing row/u)
  expect(stderr).toBe('')
})

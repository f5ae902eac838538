import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

test('a signal that came while the process was busy starting still stops it', async () => {
  const program = `
    const { stopInOrder } = await import('#app/start/stop.ts')
    process.on('SIGTERM', () => { console.log('ended by the handler of before'); process.exit() })
    process.kill(process.pid, 'SIGTERM')
    stopInOrder()
    setTimeout(() => console.log('still running'), 5_000)`
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '-e', program],
    { env: { ...process.env, NODE_ENV: 'production' } },
  )
  expect(stdout).toMatch(/"reason":"SIGTERM","msg":"stopping"/)
  expect(stdout).toMatch(/ended by the handler of before\n$/)
})

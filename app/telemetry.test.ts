import { afterEach, expect, test, vi } from 'vitest'

afterEach(() => vi.unstubAllEnvs())

test('the configuration of Next turns its telemetry off, because a build reads nothing else before', async () => {
  vi.stubEnv('NEXT_TELEMETRY_DISABLED', '')
  await import('../next.config.ts')
  expect(process.env.NEXT_TELEMETRY_DISABLED).toBe('1')
})

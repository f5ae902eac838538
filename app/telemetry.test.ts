import { afterEach, expect, test, vi } from 'vitest'

afterEach(() => vi.unstubAllEnvs())

test('the configuration of Next alone turns its telemetry off, as a build reads nothing else before', async () => {
  vi.stubEnv('NEXT_TELEMETRY_DISABLED', '')
  await import('../next.config.ts')
  expect(process.env.NEXT_TELEMETRY_DISABLED).toBe('1')
})

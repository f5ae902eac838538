import type { Instrumentation } from 'next'

/** Next already listens; app/start/early-requests.mjs holds requests until this returns. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  if (process.env.NODE_ENV === 'production') {
    const { logConsole } = await import('#app/request/console-log.ts')
    logConsole()
  }
  const { watchResponses } = await import('#app/request/watch-responses.ts')
  watchResponses()
  const { mendRequestPaths } = await import('#app/request/mend-url.ts')
  mendRequestPaths()
  const { fixAddresses } = await import('#app/request/address.ts')
  fixAddresses()
  const { stopInOrder } = await import('#app/start/stop.ts')
  stopInOrder()
  const { openConnections } = await import('#app/start/open-connections.ts')
  await openConnections()
  const { printSetupCode } = await import('#app/start/print-setup-code.ts')
  await printSetupCode()
  const { releaseEarlyRequests } = await import('#app/request/watch-requests.ts')
  releaseEarlyRequests()
}

/** One-time links are as good as passwords, and many people read a log. */
function withoutSecret(path: string): string {
  return path.replace(/^\/password\/[^?]+/, '/password/...')
}

/** The digest is the number that the page shows. */
export const onRequestError: Instrumentation.onRequestError = async (error, request) => {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { log } = await import('#db/log.ts')
  const id = error instanceof Error && 'digest' in error ? error.digest : undefined
  log.error({ err: error, id, method: request.method, path: withoutSecret(request.path) }, 'request failed')
}

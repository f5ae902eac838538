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
  const { sendHeadersWithBody } = await import('#app/request/headers-with-body.ts')
  sendHeadersWithBody()
  const { mendRequestPaths } = await import('#app/request/mend-url.ts')
  mendRequestPaths()
  const { dropUnreadRouterState } = await import('#app/request/router-state.ts')
  dropUnreadRouterState()
  const { fixAddresses } = await import('#app/request/address.ts')
  fixAddresses()
  if (process.env.NODE_ENV === 'production') {
    const { countRequests } = await import('#app/metrics/count-requests.ts')
    const { readRoutes, routeNames } = await import('#app/metrics/route-names.ts')
    countRequests(routeNames(readRoutes()))
    const { registerGauges } = await import('#app/metrics/gauges.ts')
    registerGauges()
  }
  const { answerShortly } = await import('#app/request/short-answers.ts')
  answerShortly()
  const { answerUnreadForms } = await import('#app/request/unread-forms.ts')
  answerUnreadForms()
  const { keepAnsweredFromNext } = await import('#app/request/watch-requests.ts')
  keepAnsweredFromNext()
  const { stopInOrder } = await import('#app/start/stop.ts')
  stopInOrder()
  const { databaseFollows, receiveDatabase } = await import('#app/start/receive-database.ts')
  if (!databaseFollows()) return serve()
  // Next loads its pages once this function returns: at the same time as the store opens.
  void receiveDatabase()
    .then(serve)
    .catch(async (error) => {
      const { log } = await import('#db/log.ts')
      log.fatal({ err: error }, 'cannot start')
      process.exit(1)
    })
}

/** What asks the database. */
async function serve(): Promise<void> {
  const { queueLargeBodies } = await import('#app/request/queue-large-bodies.ts')
  queueLargeBodies()
  const { preparePages } = await import('#app/request/page-requests.ts')
  preparePages()
  if (process.env.NODE_ENV === 'production') {
    const { answerFromMemory } = await import('#app/api/kept/answer-from-memory.ts')
    answerFromMemory()
    const { answerMetrics } = await import('#app/metrics/answer-metrics.ts')
    answerMetrics()
    const { ignoreUpgrades } = await import('#app/request/ignore-upgrades.ts')
    ignoreUpgrades()
  }
  const { openConnections } = await import('#app/start/open-connections.ts')
  await openConnections()
  const { printSetupCode } = await import('#app/start/print-setup-code.ts')
  await printSetupCode()
  const { warnOfMail } = await import('#app/start/warn-of-mail.ts')
  warnOfMail()
  const { releaseEarlyRequests } = await import('#app/request/watch-requests.ts')
  releaseEarlyRequests()
}

/** One-time links are as good as passwords, searches have names in them, and many people read a log. */
function withoutSecret(path: string): string {
  return path.replace(/\?.*$/s, '').replace(/^(\/password|\/sign-in\/link)\/.+/, '$1/...')
}

/** The digest is the number that the page shows. */
export const onRequestError: Instrumentation.onRequestError = async (error, request) => {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { isAnsweredInWords } = await import('#app/request/unread-forms.ts')
  if (isAnsweredInWords(error)) return
  const { log } = await import('#db/log.ts')
  const id = error instanceof Error && 'digest' in error ? error.digest : undefined
  log.error({ err: error, id, method: request.method, path: withoutSecret(request.path) }, 'request failed')
}

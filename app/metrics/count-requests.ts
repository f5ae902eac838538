import { Counter, Gauge, Histogram } from 'prom-client'
import { repeatedHeader } from '#actions/request/request.schema.ts'
import { parseConfig } from '#db/config.ts'
import { log, requestIdHeader } from '#db/log.ts'
import { watchRequests } from '../request/watch-requests.ts'

const methods = new Set(['GET', 'HEAD', 'POST', 'OPTIONS'])

/** As nginx writes it: the client left before an answer. */
const clientLeft = 499

/**
 * Counts each request once it is answered, no matter by what, and writes the line of the access log.
 * @param routeOf - names the route of a path
 */
export function countRequests(routeOf: (path: string) => string): void {
  const { accessLog } = parseConfig(process.env)
  const requests = new Counter({
    name: 'rollcall_http_requests_total',
    help: 'Answered requests',
    labelNames: ['method', 'route', 'status'],
  })
  const durations = new Histogram({
    name: 'rollcall_http_request_duration_seconds',
    help: 'Time from the headers of a request to the end of its answer',
    labelNames: ['method', 'route'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
  })
  const inProgress = new Gauge({
    name: 'rollcall_http_requests_in_progress',
    help: 'Requests that are not answered yet',
  })
  watchRequests(({ request, response }) => {
    const { url = '/', headers } = request
    // Next asks itself again within some requests.
    if (headers[repeatedHeader]) return
    const startedAt = performance.now()
    inProgress.inc()
    response.once('close', () => {
      inProgress.dec()
      const seconds = (performance.now() - startedAt) / 1000
      const method = methods.has(request.method ?? '') ? String(request.method) : 'other'
      const route = routeOf(pathOf(url))
      const status = response.headersSent ? response.statusCode : clientLeft
      requests.inc({ method, route, status })
      durations.observe({ method, route }, seconds)
      if (accessLog) {
        const line = { method, route, status, seconds: Number(seconds.toFixed(4)) }
        log.info({ ...line, requestId: headers[requestIdHeader] }, 'answered')
      }
    })
  })
}

function pathOf(url: string): string {
  const end = url.indexOf('?')
  return end < 0 ? url : url.slice(0, end)
}

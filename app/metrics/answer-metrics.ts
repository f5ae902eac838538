import { type IncomingMessage, Server, type ServerResponse } from 'node:http'
import { register } from 'prom-client'
import { parseConfig } from '#db/config.ts'
import { log } from '#db/log.ts'
import { isScrape } from './scraper.ts'

/** Answers /metrics below Next. For anybody else there is no such page, and Next says so as for any address. */
export function answerMetrics(): void {
  const { metricsToken } = parseConfig(process.env)
  const { emit } = Server.prototype
  Server.prototype.emit = function pass(this: Server, event: string, ...values: unknown[]): boolean {
    const [request, response] = values as [IncomingMessage, ServerResponse]
    if (event !== 'request' || response.writableEnded || !isScrape(request, metricsToken))
      return Reflect.apply(emit, this, [event, ...values])
    void answer(response)
    return true
  }
}

async function answer(response: ServerResponse): Promise<void> {
  try {
    const text = await register.metrics()
    response
      .writeHead(200, {
        'Content-Type': register.contentType,
        'Content-Length': Buffer.byteLength(text),
        'Cache-Control': 'no-store',
        'X-Content-Type-Options': 'nosniff',
      })
      .end(response.req.method === 'HEAD' ? undefined : text)
  } catch (error) {
    log.error({ err: error }, 'metrics not answered')
    response.writeHead(500).end()
  }
}

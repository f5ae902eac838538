import { Agent, type IncomingMessage, request } from 'node:http'
import { timeoutMs } from '../plain-form.ts'
import type { HostileRequest } from './requests.ts'

export type Outcome = { asked: HostileRequest; status: number; text: string }

const atOnce = 16

/**
 * Sends all over a few connections. What a slow machine was too busy for, and so answered with 503, is sent once more by
 * itself.
 * @returns those that failed: answered with 5xx, or not at all
 */
export async function sendAll(origin: string, asked: Iterator<HostileRequest>): Promise<Outcome[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce })
  const sendOne = (each: HostileRequest) =>
    send(origin, agent, each).catch((error) => unanswered(each, error))
  const failed: Outcome[] = []
  const busy: HostileRequest[] = []
  const sendNext = async () => {
    for (let next = asked.next(); !next.done; next = asked.next()) {
      const outcome = await sendOne(next.value)
      if (outcome.status === 503) busy.push(next.value)
      else if (hasFailed(outcome)) failed.push(outcome)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, sendNext))
  for (const each of busy) {
    const outcome = await sendOne(each)
    if (hasFailed(outcome)) failed.push(outcome)
  }
  agent.destroy()
  return failed
}

function hasFailed({ status }: Outcome): boolean {
  return status === 0 || status >= 500
}

function unanswered(asked: HostileRequest, error: Error): Outcome {
  return { asked, status: 0, text: String(error) }
}

function send(origin: string, agent: Agent, asked: HostileRequest): Promise<Outcome> {
  const { method, path, headers, body } = asked
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(origin)
    const signal = AbortSignal.timeout(timeoutMs)
    const sent = request({ hostname, port, agent, method, path, headers, signal })
    sent.on('response', (answer) =>
      resolve(read(answer).then((text) => ({ asked, status: answer.statusCode ?? 0, text }))),
    )
    // A connection that the server closed just before: https://nodejs.org/api/http.html#requestreusedsocket
    sent.on('error', (error: NodeJS.ErrnoException) =>
      sent.reusedSocket && error.code === 'ECONNRESET' ? resolve(send(origin, agent, asked)) : reject(error),
    )
    sent.end(body)
  })
}

async function read(answer: IncomingMessage): Promise<string> {
  let start = ''
  for await (const chunk of answer) if (start.length < 300) start += chunk
  return start.slice(0, 300)
}

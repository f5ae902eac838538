import { type IncomingMessage, Server, type ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { levelOf } from '#db/accounts/tokens.ts'
import { log } from '#db/log.ts'
import { countOutcome } from '#db/outcomes.ts'
import type { Level } from '#db/policy.ts'
import { count, forgive } from '../../request/request-limit.ts'
import { type Answer, capture } from './capture.ts'
import { answerKept, keep, mostOfOne } from './kept-answers.ts'
import { type Question, readQuestion } from './question.ts'
import { type StateNow, stateNow } from './state-now.ts'

/**
 * Answers the JSON from memory, below Next, where the directory has not changed since the route gave the same answer. The
 * database is asked for the revision each time, so no answer is older than its question. Everything else is the route's.
 */
export function answerFromMemory(): void {
  const { emit } = Server.prototype
  Server.prototype.emit = function pass(this: Server, event: string, ...values: unknown[]): boolean {
    const [request, response] = values as [IncomingMessage, ServerResponse]
    const askRoute = () => Reflect.apply(emit, this, [event, ...values])
    const question = event === 'request' && !response.writableEnded ? readQuestion(request) : undefined
    if (!question) return askRoute()
    void answer(question, response, () => {
      countOutcome('answersFromMemory', 'miss')
      askRoute()
    })
    return true
  }
}

async function answer(question: Question, response: ServerResponse, askRoute: () => void): Promise<void> {
  try {
    if (response.destroyed || (await isAnswered(question, response, askRoute))) return
  } catch (error) {
    log.warn({ err: error }, 'not answered from memory')
  }
  askRoute()
}

/** Whether the answer is sent or on its way. */
async function isAnswered(question: Question, response: ServerResponse, askRoute: () => void) {
  const state = await stateNow(question.digest)
  const level = state && levelAt(state, question)
  if (!state || !level) return false
  const { revision } = state
  const find = () => answerKept(level, revision, question)
  let found = find()
  if (!found) {
    const flight = [level, revision, question.ifNoneMatch, question.key].join('\n')
    const other = flights.get(flight)
    if (!other) {
      const flown = keepNext({ level, revision, question, response }).finally(() => flights.delete(flight))
      flights.set(flight, flown)
      askRoute()
      return true
    }
    await Promise.race([other, pause(longestWaitMs)])
    found = find()
  }
  return found !== undefined && (await send(found, question, response))
}

/** Once a minute the route has to note that a token is used. */
function levelAt({ token }: StateNow, { digest }: Question): Level | undefined {
  if (digest === undefined) return 'public'
  return token && !token.isUsedLongAgo ? levelOf(token) : undefined
}

/** Questions that the route is answering: the same question waits for its answer. */
const flights = new Map<string, Promise<void>>()
// With the patience for the state it leaves the route its 5.7 of the 6 seconds that the contract gives.
const longestWaitMs = 150

type Flight = { level: Level; revision: number; question: Question; response: ServerResponse }

/** Keeps what the route answers next, if the directory is afterwards as it was before. */
async function keepNext({ level, revision, question, response }: Flight): Promise<void> {
  const given = await capture(response, mostOfOne)
  if (given && (await stateNow())?.revision === revision) keep(level, revision, question, given)
}

/** Whether the caller may ask now. Counts as the route does, which does not count what has not changed. */
async function send({ status, headers, body }: Answer, { caller }: Question, response: ServerResponse) {
  if ((await count('api', caller)) > 0) return false
  if (status === 304) await forgive('api', caller)
  countOutcome('answersFromMemory', 'hit')
  const isBody = status === 200 && response.req.method === 'GET'
  response.writeHead(status, isBody ? { ...headers, 'content-length': body.length } : headers)
  response.end(isBody ? body : undefined)
  return true
}

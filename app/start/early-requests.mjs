// Loaded before Next (`node --import`), which listens before it has run instrumentation.ts. Holds the requests that come
// meanwhile, so that app/request/watch-requests.ts shows them to all that watch before Next sees them.
import { AsyncLocalStorage, AsyncResource } from 'node:async_hooks'
import { subscribe } from 'node:diagnostics_channel'
import { Server } from 'node:http'

const longestMs = 60_000
const early = { requests: [], sockets: [], release }
const responses = new AsyncLocalStorage()
const held = []
let isOver = false
Object.assign(globalThis, { rollcallEarly: early, rollcallResponses: responses })

subscribe('http.server.request.start', (message) => {
  // Only here is the request's own asynchronous context at hand.
  responses.enterWith(message.response)
  if (!isOver) early.requests.push(message)
})
subscribe('net.server.socket', (message) => {
  if (!isOver) early.sockets.push(message)
})

const { emit } = Server.prototype
Server.prototype.emit = function hold(event, ...values) {
  if (isOver || event !== 'request') return emit.call(this, event, ...values)
  // Whatever replaced this function until then sees the request too.
  held.push(AsyncResource.bind(() => this.emit(event, ...values)))
  return true
}
// Not while the database still opens: see app/start/receive-database.ts.
setInterval(() => process.env.DATABASE_URL && release(), longestMs).unref()

function release() {
  if (isOver) return
  isOver = true
  Object.assign(early, { requests: [], sockets: [] })
  for (const go of held) go()
}

import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { dropBodyHeaders, replaceAnswer } from './replace-answer.ts'

const answers: Record<string, (response: ServerResponse) => void> = {
  'at its end': (response) => response.end('Internal Server Error'),
  'with its head': (response) => response.writeHead(500, { 'X-Late': '1' }).end('Internal Server Error'),
  'in parts': (response) => {
    response.write('Internal ')
    response.write('Server Error')
    response.end()
  },
  'with a length': (response) => {
    response.setHeader('Content-Length', 21)
    response.end('Internal Server Error')
  },
}

test.each(Object.keys(answers))(
  'an answer that is sent %s is replaced before any of it is sent',
  async (how) => {
    expect(await ask(how, 500)).toEqual([400, 'In words\n', '9', 'kept'])
  },
)

test.each(Object.keys(answers))('another answer that is sent %s stays', async (how) => {
  const [status, text] = await ask(how, 200)
  expect([status, text]).toEqual([how === 'with its head' ? 500 : 200, 'Internal Server Error'])
})

async function ask(how: string, status: number) {
  const server = createServer((_request, response) => {
    replaceAnswer(response, () => {
      if (status !== 500) return false
      dropBodyHeaders(response)
      response.writeHead(400, { 'Content-Length': 9 }).end('In words\n')
      return true
    })
    response.statusCode = status
    response.setHeader('X-Frame', 'kept')
    answers[how]?.(response)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  const seen = [
    answer.status,
    await answer.text(),
    answer.headers.get('content-length'),
    answer.headers.get('x-frame'),
  ]
  server.close()
  return seen
}

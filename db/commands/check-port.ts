import { once } from 'node:events'
import { createServer } from 'node:net'
import { parseArgs } from 'node:util'
import { CannotStart } from '../cannot-start.ts'

/** @param command - `next start` or `next dev` with its arguments. @throws CannotStart when the port is taken */
export async function checkPort(command: string[], usualPort: number): Promise<void> {
  const { values } = parseArgs({
    args: command.slice(2),
    options: { port: { type: 'string', short: 'p' }, hostname: { type: 'string', short: 'H' } },
    strict: false,
  })
  const port = Number(values.port ?? usualPort)
  const server = createServer()
  server.listen(port, typeof values.hostname === 'string' ? values.hostname : undefined)
  try {
    await once(server, 'listening')
  } catch (error) {
    throw new CannotStart(reasonFor(error, port))
  }
  server.close()
  await once(server, 'close')
}

function reasonFor(error: unknown, port: number): string {
  const { code, message } = error as NodeJS.ErrnoException
  if (code === 'EADDRINUSE')
    return `Port ${port} is in use by another program, perhaps by another Rollcall. Stop it, or choose another port: PORT=${port + 1} npm start`
  if (code === 'EACCES')
    return `You may not listen on port ${port}. Choose one above 1023: PORT=3000 npm start`
  return `Cannot listen on port ${port}: ${message}. Check PORT.`
}

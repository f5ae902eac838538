import { execFile } from 'node:child_process'
import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from '../support/fixtures.ts'
import { uniqueWord } from '../support/unique-word.ts'

const run = promisify(execFile)

test('typed clients of three generators compile, and read the directory', async ({
  baseURL,
  addUser,
  token,
}, testInfo) => {
  const folder = testInfo.outputPath('clients')
  await cp('e2e/clients', folder, { recursive: true })
  const q = uniqueWord()
  const [ada, bo] = [await addUser({ name: `Ada ${q}` }), await addUser({ name: `Bo ${q}` })]
  const env = {
    ...process.env,
    ORIGIN: String(baseURL),
    AUTHORIZATION: await token('users:read users:contact'),
    Q: q,
  }
  const bin = (name: string, args: string[], more = {}) =>
    run(join(process.cwd(), 'node_modules/.bin', name), args, { cwd: folder, env: { ...env, ...more } })

  const document = `${baseURL}/api/openapi.json`
  const older = { NODE_OPTIONS: `--import ${pathToFileURL(join(folder, 'older-compiler.mjs'))}` }
  await Promise.all([
    bin('openapi-typescript', [document, '-o', 'generated/openapi-typescript.ts'], older),
    bin('openapi-ts', ['-i', document, '-o', 'generated/hey-api', '--no-log-file'], older),
    bin('orval', []),
  ])
  const compiled = await bin('tsc', ['-p', '.']).catch(({ stdout }) => ({ stdout: String(stdout) }))
  expect(compiled.stdout).toBe('')

  for (const client of ['openapi-fetch.ts', 'hey-api.ts', 'orval.ts']) {
    const { stdout } = await bin('tsx', [client])
    expect([client, JSON.parse(stdout)]).toEqual([
      client,
      {
        names: [bo.name, ada.name],
        id: bo.id,
        email: bo.email,
        csv: `name\r\n${ada.name}\r\n${bo.name}\r\n`,
        lines: 2,
        refused: ['limit'],
      },
    ])
  }
})

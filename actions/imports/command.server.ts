import { createReadStream } from 'node:fs'
import { basename, resolve } from 'node:path'
import type { Readable } from 'node:stream'
import { CannotStart } from '#db/cannot-start.ts'
import { runCommand } from '#db/commands/command.ts'
import { parseConfig } from '#db/config.ts'
import { open } from '#db/database.ts'
import { largestFile, largestFileInWords } from '../request/request.schema.ts'
import { importFile } from './command/import-file.server.ts'
import { readCommand } from './command/options.server.ts'
import { inJson } from './command/report.server.ts'
import { inText, printable } from './command/text.server.ts'

/** Something was refused, or waits for somebody to decide. */
const notAll = 3

const reasons: Record<string, string> = {
  ENOENT: 'there is no such file.',
  EISDIR: 'it is a folder.',
  EACCES: 'its permissions do not allow it.',
}

await runCommand(main)

async function main(): Promise<void> {
  const command = readCommand(process.argv.slice(2))
  const { databaseUrl } = parseConfig(process.env)
  if (!databaseUrl) throw new CannotStart('Run this as: npm run import -- FILE')
  const content = await readInput(command.file)
  const db = open(databaseUrl)
  try {
    const { report, words, isAll } = await importFile(db, command, content)
    const name = command.file === '-' ? 'Standard input' : basename(command.file)
    print(command.json ? inJson(report) : [inText(name, report), ...words].join('\n'))
    process.exitCode = isAll ? 0 : notAll
  } finally {
    await db.destroy()
  }
}

async function readInput(file: string): Promise<Buffer> {
  // npm runs scripts in the folder of the package.
  const path = resolve(process.env.INIT_CWD ?? '', file)
  const content = await readSome(file === '-' ? process.stdin : createReadStream(path)).catch((error) => {
    throw new CannotStart(printable(`Cannot read ${file}: ${reasons[error.code] ?? error.message}`))
  })
  if (content.length > largestFile)
    throw new CannotStart(`The file must be ${largestFileInWords} or smaller.`)
  return content
}

/** No more than shows that it is too much. */
async function readSome(input: Readable): Promise<Buffer> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of input) {
    parts.push(part)
    size += part.length
    if (size > largestFile) break
  }
  return Buffer.concat(parts)
}

/** Its reader may have seen enough and gone: `| head`. */
function print(text: string): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
  process.stdout.write(`${text}\n`)
}

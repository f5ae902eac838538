import { seed } from '#db/commands/seed.ts'
import { gatherStatistics } from '#db/commands/statistics.ts'
import { open } from '#db/database.ts'
import { printMachine } from './measure/machine.ts'
import { printHead } from './measure/table.ts'
import { benchForm } from './parts/forms.ts'
import { benchImportLook } from './parts/import-look.ts'
import { benchBehindNginx, benchGzip, benchList, benchNotChanged, benchPerson } from './parts/json.ts'
import { benchJsonl } from './parts/jsonl.ts'
import { benchLimits } from './parts/limits.ts'
import { benchMemory } from './parts/memory.ts'
import { benchPage } from './parts/pages.ts'
import { benchSizes } from './parts/sizes.ts'
import { benchWrites } from './parts/writes.ts'
import { openStage, type Stage } from './servers/stage.ts'

const people = 10_000
const { DATABASE_URL = '', BENCH_LARGE_URL, BENCH_MEMORY_SECONDS } = process.env

const words = process.argv.slice(2)
const isWhole = words.length === 0

/** In the order of the table. */
const parts: ReadonlyMap<string, (stage: Stage) => Promise<void>> = new Map([
  ['list', benchList],
  ['gzip', benchGzip],
  ['304', benchNotChanged],
  ['person', benchPerson],
  ['writes', benchWrites],
  ['nginx', benchBehindNginx],
  ['page', benchPage],
  ['form', benchForm],
  ['jsonl', benchJsonl],
  ['limits', benchLimits],
  ['import', benchImportLook],
  ['memory', (stage) => benchMemory(stage, Number(BENCH_MEMORY_SECONDS ?? (isWhole ? 60 : 600)))],
  ['sizes', () => benchSizes(BENCH_LARGE_URL, isWhole ? short : { samples: 200, names: pageNames() })],
])

const short = { samples: 40, names: [], isShort: true }

/** Words that name no part are pages. */
function pageNames(): string[] {
  return words.filter((word) => !parts.has(word))
}

async function bench(): Promise<void> {
  const asked = [...parts].filter(([name]) => isWhole || words.includes(name))
  if (asked.length === 0) throw new Error(`The parts are ${[...parts.keys()].join(', ')}.`)
  await fill()
  const stage = await openStage(DATABASE_URL)
  try {
    await printMachine(DATABASE_URL, stage.directory.people)
    printHead()
    for (const [, measure] of asked) await measure(stage)
  } finally {
    await stage.close()
  }
}

/** In small parts, because no statement may take long, and other work may run on this machine. */
async function fill(): Promise<void> {
  const db = open(DATABASE_URL)
  try {
    for (let added = 0; added < people; added += 250) await seed(db, 250)
  } finally {
    await db.destroy()
  }
  await gatherStatistics(DATABASE_URL)
}

await bench()

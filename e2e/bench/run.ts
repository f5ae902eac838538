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

// Words that name no part are names of pages for `sizes`.
const words = process.argv.slice(2)
const isWhole = words.length === 0

/** In the order of the table. */
const parts: Record<string, (stage: Stage) => Promise<void>> = {
  list: benchList,
  gzip: benchGzip,
  304: benchNotChanged,
  person: benchPerson,
  writes: benchWrites,
  nginx: benchBehindNginx,
  page: benchPage,
  form: benchForm,
  jsonl: benchJsonl,
  limits: benchLimits,
  import: benchImportLook,
  memory: (stage) => benchMemory(stage, Number(BENCH_MEMORY_SECONDS ?? (isWhole ? 60 : 600))),
  sizes: () => benchSizes(BENCH_LARGE_URL, sizes),
}
const names = Object.keys(parts)
const asked = isWhole ? namesInOrder() : namesInOrder().filter((name) => words.includes(name))
const sizes = {
  samples: isWhole ? 40 : 200,
  names: words.filter((word) => !names.includes(word)),
  isShort: isWhole,
}

/** Object keys that look like numbers come first, and the table has an order of its own. */
function namesInOrder(): string[] {
  return [...names.filter((name) => name !== '304')].toSpliced(2, 0, '304')
}

async function bench(): Promise<void> {
  if (asked.length === 0)
    throw new Error(`There is no such part. The parts are ${namesInOrder().join(', ')}.`)
  await fill()
  const stage = await openStage(DATABASE_URL)
  try {
    await printMachine(DATABASE_URL, stage.directory.people)
    printHead()
    for (const name of asked) await parts[name]?.(stage)
  } finally {
    await stage.close()
  }
}

async function fill(): Promise<void> {
  const db = open(DATABASE_URL)
  await seed(db, people).finally(() => db.destroy())
  await gatherStatistics(DATABASE_URL)
}

await bench()

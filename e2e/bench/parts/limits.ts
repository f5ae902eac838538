import { writeFile } from 'node:fs/promises'
import { compare } from '../measure/compare.ts'
import { printCompared } from '../measure/table.ts'
import { startBytes } from '../servers/peers.ts'
import type { Stage } from '../servers/stage.ts'
import { list } from './json.ts'

/** The list beside what Node and Next can do at all on this machine. */
export async function benchLimits(stage: Stage): Promise<void> {
  const rollcall = await stage.rollcall()
  const next = await stage.bareNext()
  const file = 'test-results/bench/list.json'
  await writeFile(file, await (await fetch(`${rollcall.url}${list}`)).text())
  const bytes = await stage.start('bytes', () => startBytes(file))
  const asks = [{ path: list }]
  printCompared(
    'limits: JSON, list of 100',
    await compare([
      { server: rollcall, asks },
      { server: bytes, asks },
      { server: { ...next, name: 'a Next handler that answers "ok"' }, asks: [{ path: '/ok' }] },
    ]),
  )
}

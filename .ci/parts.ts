import { spawnSync } from 'node:child_process'
import { pathToFileURL } from 'node:url'

type Part = { script: string; seconds: number; passed: boolean }

/** Stops after the first script that fails. */
export function runParts(scripts: string[], run: (script: string) => boolean): Part[] {
  const parts: Part[] = []
  for (const script of scripts) {
    const began = performance.now()
    const passed = run(script)
    parts.push({ script, seconds: Math.round((performance.now() - began) / 1000), passed })
    if (!passed) break
  }
  return parts
}

function runScript(script: string): boolean {
  return (
    spawnSync('npm', ['run', script], { stdio: 'inherit', shell: process.platform === 'win32' }).status === 0
  )
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const scripts = process.argv.slice(2)
  const parts = runParts(scripts, runScript)
  console.log('\nSeconds of each part:')
  for (const { script, seconds, passed } of parts)
    console.log(`${String(seconds).padStart(6)}  ${script}${passed ? '' : ', which failed'}`)
  process.exitCode = parts.length === scripts.length && parts.every(({ passed }) => passed) ? 0 : 1
}

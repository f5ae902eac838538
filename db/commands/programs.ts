import { fileURLToPath } from 'node:url'

/** The folder of this project, or of an unpacked release. */
const root = new URL('../../', import.meta.url)
const isRelease = !import.meta.url.endsWith('.ts')

/** A release has neither tsx nor Next's own command: its files are JavaScript, and server.js is what Next built. */
export function programOf([name = '', first = '', ...args]: string[]): [file: string, args: string[]] {
  if (isRelease && name === 'next') return [process.execPath, [inRoot('server.mjs'), ...args]]
  if (isRelease && name === 'tsx') return [process.execPath, [inRoot(first.replace(/\.ts$/, '.js')), ...args]]
  return [name, first ? [first, ...args] : args]
}

function inRoot(path: string): string {
  return fileURLToPath(new URL(path, root))
}

import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'

export type Action = { id: string; name: string; page: string }

export function actionsOfBuild(): Action[] {
  const manifest = JSON.parse(readFileSync('.next/server/server-reference-manifest.json', 'utf8'))
  const actions = Object.entries<{ exportedName: string; workers: Record<string, unknown> }>(manifest.node)
  return actions.map(([id, { exportedName, workers }]) => {
    const [file = ''] = Object.keys(workers)
    const page = file
      .replace(/^app/, '')
      .replace(/\/page$/, '')
      .replaceAll(/\[\w+\]/g, '1')
    return { id, name: exportedName, page: page || '/' }
  })
}

/** Sends an action a form without fields, as a browser with scripts does. */
export async function callAction(site: string, { id, page }: Action, cookie: string): Promise<Response> {
  // The arguments as the browser encodes them: no previous state, and the form.
  const body = new FormData()
  body.append('1_submission', randomUUID())
  body.append('0', '[null,"$K1"]')
  const headers = { 'next-action': id, origin: site, cookie }
  return fetch(`${site}${page}`, { method: 'POST', body, headers, redirect: 'manual' })
}

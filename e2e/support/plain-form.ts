/** A form as a client without a browser sends it. `fields` are names and values. */
export type PlainForm = { url: string; fields: [string, string][]; cookie: string }

/** Only for requests that hang, far above what a slow machine needs. */
export const timeoutMs = 200_000

/** @param button - the text of the form's button; without it, the first form of the page's main part */
export async function openForm(url: string, cookie: string, button?: string): Promise<PlainForm> {
  const response = await fetch(url, { headers: { cookie }, signal: AbortSignal.timeout(timeoutMs) })
  return readForm(url, await response.text(), cookie, button)
}

/** Reads hidden fields, and controls with their values. `button` as for `openForm`. */
export function readForm(url: string, html: string, cookie: string, button?: string): PlainForm {
  const part = button ? html : html.slice(Math.max(0, html.search(/<main\b/)))
  const forms = [...part.matchAll(/<form[^>]*method="POST".*?<\/form>/gis)].map(([text]) => text)
  const form = button ? forms.find((text) => text.includes(`>${button}<`)) : forms[0]
  if (!form) throw new Error(`there is no form at ${url}`)
  const inputs = [...form.matchAll(/<input\b[^>]*>/g)].map(([tag]) => tag)
  const sent = inputs.filter(
    (tag) => attribute(tag, 'name') && (!/type="(checkbox|radio)"/.test(tag) || /\schecked/.test(tag)),
  )
  const texts = [...form.matchAll(/(<textarea\b[^>]*>)(.*?)<\/textarea>/gs)]
  const selects = [...form.matchAll(/(<select\b[^>]*>)(.*?)<\/select>/gs)]
  return {
    url,
    cookie,
    fields: [
      ...sent.map((tag): [string, string] => [
        attribute(tag, 'name'),
        attribute(tag, 'value') || (/type="checkbox"/.test(tag) ? 'on' : ''),
      ]),
      ...texts.map(([, tag = '', text = '']): [string, string] => [attribute(tag, 'name'), decode(text)]),
      ...selects.map(([, tag = '', options = '']): [string, string] => [
        attribute(tag, 'name'),
        attribute(/<option[^>]*\sselected[^>]*>/.exec(options)?.[0] ?? '', 'value'),
      ]),
    ],
  }
}

/** Posts like a browser without scripts, with some fields given other values. Does not follow redirects. */
export async function post(
  { url, fields, cookie }: PlainForm,
  values: Record<string, string | string[] | File> = {},
  headers: Record<string, string> = { origin: new URL(url).origin },
): Promise<Response> {
  const body = new FormData()
  for (const [name, value] of fields) if (!Object.hasOwn(values, name)) body.append(name, value)
  for (const [name, given] of Object.entries(values))
    for (const value of [given].flat()) body.append(name, value)
  return fetch(url, {
    method: 'POST',
    body,
    headers: { cookie, ...headers },
    redirect: 'manual',
    signal: AbortSignal.timeout(timeoutMs),
  })
}

function attribute(tag: string, name: string): string {
  return decode(new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '')
}

function decode(text: string): string {
  const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"' }
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (all, hex, decimal, name) => {
    if (name) return named[name] ?? all
    return String.fromCodePoint(hex ? Number.parseInt(hex, 16) : Number(decimal))
  })
}

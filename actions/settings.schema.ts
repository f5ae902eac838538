import * as z from 'zod/mini'
import { carried, text } from './fields.schema.ts'

export const view = z.enum(['anyone', 'accounts'], { error: 'Choose who may see the directory' })

// More than an origin, such as a path, would be cut off without notice.
const originPattern = /^https?:\/\/[^\s/\\?#@]+\/?$/i
const sentForm = /^https?:\/\/([a-z\d._-]+|\[[\da-f:.]+\])(:\d+)?$/
const mostOrigins = 50
const mostCharacters = 2000

export const settingsForm = z.object({
  version: carried(),
  organisation: text({ called: 'Organisation', max: 100 }),
  view,
  corsOrigins: origins(),
})

export type SettingFields = Omit<z.output<typeof settingsForm>, 'version'>

export const settingLabels: Record<keyof SettingFields, string> = {
  organisation: 'Organisation',
  view: 'Who may see the directory?',
  corsOrigins: 'Web pages that may read the JSON',
}

export const viewLabels: Record<SettingFields['view'], string> = {
  accounts: 'Only people who sign in',
  anyone: 'Anyone',
}

/** Origins as browsers send them, one per line; "*" for all of them, '' for none. */
function origins() {
  const typed = text({ called: 'The list of origins', max: mostCharacters, paragraphs: true })
  return z.pipe(
    typed,
    z.pipe(
      z.transform((lines: string, ctx) => {
        const read = lines.split('\n').map((line) => toOrigin(line.trim()))
        const refuse = (message: string) => ctx.issues.push({ code: 'custom', message, input: lines })
        const [bad, star] = [read.indexOf(undefined) + 1, read.indexOf('*') + 1]
        const origins = [...new Set(read.filter((origin) => origin !== ''))]
        if (bad)
          refuse(
            `Line ${bad} must be an origin such as https://www.example.org, without a path, or * for all`,
          )
        else if (star && origins.length > 1)
          refuse(`Line ${star} lets the pages of all origins in. Take it out, or all other lines`)
        else if (origins.length > mostOrigins) refuse(`Enter ${mostOrigins} origins or fewer`)
        return origins.join('\n')
      }),
      // Names in other scripts get longer as browsers send them.
      z.string().check((ctx) => {
        if (ctx.value.length > mostCharacters)
          ctx.issues.push({
            code: 'custom',
            message: 'Enter fewer origins: these are too long',
            input: ctx.value,
          })
      }),
    ),
  )
}

/** A line as browsers send it in an Origin header, '' for an empty one; undefined when it is not an origin. */
function toOrigin(line: string): string | undefined {
  if (line === '' || line === '*') return line
  if (!originPattern.test(line) || !URL.canParse(line)) return undefined
  const { origin } = new URL(line)
  return sentForm.test(origin) ? origin : undefined
}

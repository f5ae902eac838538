import { formatPath, parseSubmission } from '@conform-to/dom/future'
import { type core, safeParse } from 'zod'

export type Entries = readonly (readonly [name: string, value: string | File])[]

/** The values, or the errors by field name ('' for the form). */
export function submit<Schema extends core.$ZodType>(schema: Schema, entries: Entries) {
  const data = new FormData()
  for (const [name, value] of entries) data.append(name, value)
  const { data: values, error } = safeParse(schema, parseSubmission(data).payload)
  const errors: Record<string, string[]> = {}
  for (const { path, message } of error?.issues ?? []) {
    const name = formatPath(path.filter((segment) => typeof segment !== 'symbol'))
    errors[name] = [...(errors[name] ?? []), message]
  }
  return { values, errors }
}

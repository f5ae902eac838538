import { intentName } from '#actions/form/form.schema.ts'

type Values = readonly [name: string, value: string][]

/** Gives a form other first values, also rows of lists, without a request. */
export function refill(form: HTMLFormElement, values: Values): void {
  const button = document.createElement('button')
  button.hidden = true
  button.name = intentName
  button.value = `reset(${JSON.stringify({ defaultValue: nest(values) })})`
  form.append(button)
  form.requestSubmit(button)
  button.remove()
}

/** `links[0].url` becomes `{ links: [{ url }] }`, as Conform does it: its own code would be loaded a second time. */
export function nest(values: Values): Record<string, unknown> {
  const all: Record<string, unknown> = {}
  for (const [name, value] of values) {
    const keys = name.split(/[.[\]]+/).filter(Boolean)
    const last = keys.pop() ?? ''
    let place = all
    for (const [index, key] of keys.entries()) {
      place[key] ??= /^\d+$/.test(keys[index + 1] ?? last) ? [] : {}
      place = place[key] as Record<string, unknown>
    }
    const before = place[last]
    place[last] = before === undefined ? value : [before, value].flat()
  }
  return all
}

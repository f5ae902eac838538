import { type Draft, readDraft, writeDraft } from './draft-storage.ts'

/** Passwords and searches within the form. Files are not kept either. */
const unkept = '[type=password], search *'

/** With the hidden values, because the version tells what somebody else has changed since. */
export function keepDraft(form: HTMLFormElement, account: number): void {
  writeDraft({ account, values: valuesOf(form) })
}

/** The draft of this page, unless the form already has its values. */
export function findDraft(form: HTMLFormElement, account: number): Draft | undefined {
  const draft = readDraft()
  if (draft?.account !== account) return undefined
  return JSON.stringify(draft.values) === JSON.stringify(valuesOf(form)) ? undefined : draft
}

function valuesOf(form: HTMLFormElement): Draft['values'] {
  // A form that is opened again has a submission of its own.
  const names = new Set(['submission', ...[...form.querySelectorAll(unkept)].map(nameOf)])
  return [...new FormData(form)].filter(
    (each): each is [string, string] =>
      typeof each[1] === 'string' && !names.has(each[0]) && !each[0].startsWith('$ACTION'),
  )
}

function nameOf(control: Element): string {
  return control.getAttribute('name') ?? ''
}

/** The values of a form that was left unsaved. */
export type Draft = { account: number; values: [name: string, value: string][] }

const prefix = 'rollcall-draft '

/** The draft of this page. */
export function readDraft(): Draft | undefined {
  try {
    return JSON.parse(sessionStorage.getItem(key()) ?? 'null') ?? undefined
  } catch {
    return undefined
  }
}

/** In this tab, until it is closed. */
export function writeDraft(draft: Draft): void {
  try {
    sessionStorage.setItem(key(), JSON.stringify(draft))
  } catch {
    // It is full, or forbidden by the browser.
  }
}

export function dropDraft(): void {
  drop((each) => each === key())
}

/** Nobody else finds them after a sign-out. */
export function dropAllDrafts(): void {
  drop((each) => each.startsWith(prefix))
}

function drop(isMeant: (key: string) => boolean): void {
  try {
    for (const each of Object.keys(sessionStorage).filter(isMeant)) sessionStorage.removeItem(each)
  } catch {
    // The browser forbids it.
  }
}

function key(): string {
  return prefix + location.pathname
}

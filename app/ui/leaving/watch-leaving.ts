import { intentName } from '#actions/form/form.schema.ts'
import { sentValues, typedValues } from './typed-values.ts'

/** The form of a page: `useFormAction` gives it this id. */
export const formOfPage = 'form#form'

/** A refused form that was sent without scripts holds text that is saved nowhere. */
const answered = '#error-summary, #sign-in-message'

type Watch = {
  /** Stops what leads away from a changed form, and goes on with `go` once somebody wants that. */
  ask: (go: () => void) => void
  /** Called while somebody types, and at the last when the page is left. */
  keep: (form: HTMLFormElement) => void
  /** The form is being sent, or is as it was. */
  drop: () => void
}

// Typing does not wait for the storage.
const keepAfterMs = 500

/**
 * Calls `ask` before a link, another form or the browser's Back and Forward lead away from a changed form. The browser
 * itself asks before reloading, closing and other addresses.
 * @returns a function that ends this
 */
export function watchLeaving({ ask, keep, drop }: Watch): () => void {
  const before = new WeakMap<HTMLFormElement, string>()
  let abandoned: HTMLFormElement | undefined
  let timer: ReturnType<typeof setTimeout> | undefined

  /** Called before React sees an event, so that a form is seen before its first change. */
  function see(): HTMLFormElement | undefined {
    const form = document.querySelector<HTMLFormElement>(formOfPage) ?? undefined
    if (form && !before.has(form)) before.set(form, document.querySelector(answered) ? '' : sentValues(form))
    return form
  }

  function changedForm(): HTMLFormElement | undefined {
    const form = see()
    if (!form || form === abandoned || isBeingSent(form)) return undefined
    return typedValues(form) === before.get(form) ? undefined : form
  }

  function stop(event: Event, go: () => void): void {
    const form = changedForm()
    if (!form) return
    event.preventDefault()
    event.stopImmediatePropagation()
    clearTimeout(timer)
    keep(form)
    ask(() => {
      abandoned = form
      go()
    })
  }

  function onInput(): void {
    const form = see()
    abandoned = undefined
    clearTimeout(timer)
    timer = setTimeout(() => {
      if (changedForm()) keepChanges()
      else if (form === see() && form !== abandoned) drop()
    }, keepAfterMs)
  }

  function keepChanges(): void {
    const form = changedForm()
    if (form) keep(form)
  }

  function onClick(event: MouseEvent): void {
    see()
    const { button, metaKey, ctrlKey, shiftKey, altKey, target } = event
    const link = target instanceof Element ? target.closest('a') : null
    if (!link || button !== 0 || metaKey || ctrlKey || shiftKey || altKey || !leadsAway(link)) return
    stop(event, () => link.click())
  }

  function onSubmit(event: SubmitEvent): void {
    const { target, submitter } = event
    if (!(target instanceof HTMLFormElement)) return
    if (!target.matches(formOfPage)) stop(event, () => target.requestSubmit(submitter))
    else if (submitter?.getAttribute('name') !== intentName) {
      clearTimeout(timer)
      drop()
    }
  }

  function onNavigate(event: NavigateEvent): void {
    const { navigationType, cancelable, hashChange, destination } = event
    if (navigationType === 'traverse' && cancelable && !hashChange && destination.sameDocument)
      stop(event, () => void window.navigation.traverseTo(destination.key))
  }

  function onUnload(event: BeforeUnloadEvent): void {
    if (changedForm()) event.preventDefault()
  }

  const { signal, abort } = abortable()
  const first = { capture: true, signal }
  see()
  window.addEventListener('focusin', see, first)
  window.addEventListener('input', onInput, first)
  window.addEventListener('click', onClick, first)
  window.addEventListener('submit', onSubmit, first)
  window.addEventListener('beforeunload', onUnload, { signal })
  window.addEventListener('pagehide', keepChanges, { signal })
  // Older browsers do not ask before Back and Forward within the site.
  if ('navigation' in window) window.navigation.addEventListener('navigate', onNavigate, { signal })
  return abort
}

function abortable() {
  const controller = new AbortController()
  return { signal: controller.signal, abort: () => controller.abort() }
}

function isBeingSent(form: HTMLFormElement): boolean {
  return form.querySelector('[type=submit][aria-disabled=true]') !== null
}

/** To another page of this site, in this window. Before other sites the browser asks. */
function leadsAway({ href, target, download, origin, pathname, search, hash }: HTMLAnchorElement): boolean {
  if (!href || (target && target !== '_self') || download || origin !== location.origin) return false
  return !hash || pathname !== location.pathname || search !== location.search
}

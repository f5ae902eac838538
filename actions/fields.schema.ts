// zod/mini and no coercion: form pages send these schemas to the browser, where classic Zod would weigh four times as much.
import * as z from 'zod/mini'
import { parseId } from '#db/ids.ts'

// Zero-width characters, soft hyphens, direction marks and byte-order marks.
const invisible = /[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/gu
// Joiners shape emoji and some scripts, and do nothing to others.
const uselessJoiners = /([\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}\p{Nd}\s@._-])[\u200c\u200d]+/gu
const shown = /[^\s\u200c\u200d]/u
// What bytes that are no UTF-8 have become by the time we see them.
const unreadable = '\ufffd'
/** What no text may hold: control characters, and half of a character. */
export const forbidden = /[\p{Cc}\p{Cs}]/u
const forbiddenInParagraphs = new RegExp(`(?![\\n\\t])${forbidden.source}`, 'u')

type TextRule = {
  /** What the field's errors call it. */
  called: string
  /** The most characters, in code points as PostgreSQL counts them. */
  max: number
  /** The error for nothing typed; without it the field is optional. */
  missing?: string
  /** Whether line breaks and tabs are allowed. */
  paragraphs?: boolean
  /** Removes what is no part of the value, such as a name around an address. */
  mend?: (text: string) => string
  /** The error for text of the wrong form. */
  refuse?: (text: string) => string | undefined
}

/** Text as typed: trimmed, in Unicode normal form C, free of control and invisible characters. '' when not set. */
export function text({ called, max, missing, paragraphs = false, mend, refuse: refuseForm }: TextRule) {
  return z._default(z.string({ error: `${called} must be text` }), '').check(
    z.overwrite((typed) => {
      const tidied = tidy(paragraphs ? typed : typed.replace(/\s+/gu, ' '), max)
      return mend ? mend(tidied) : tidied
    }),
    (ctx) => {
      const refuse = (message: string) => ctx.issues.push({ code: 'custom', message, input: ctx.value })
      if (ctx.value === '') {
        if (missing) refuse(missing)
      } else if ((paragraphs ? forbiddenInParagraphs : forbidden).test(ctx.value)) {
        refuse(`${called} must not contain control characters`)
      } else if (ctx.value.includes(unreadable)) {
        refuse(`${called} has characters that could not be read. Enter them again`)
      } else if ([...ctx.value].length > max) {
        refuse(`${called} must be ${max.toLocaleString('en')} characters or fewer`)
      } else {
        const error = refuseForm?.(ctx.value)
        if (error) refuse(error)
      }
    },
  )
}

/** The most characters of an email (RFC 5321, 4.5.3.1.3, without its brackets). */
export const longestEmail = 254

/** An email. @param missing - the error for nothing typed; without it the field is optional */
export function email(missing?: string) {
  return text({
    called: 'Email',
    max: longestEmail,
    ...(missing && { missing }),
    ...emailRule,
  })
}

/** What is no part of an email address comes off: `Alice <alice@example.com>`, `mailto:`, quotes, a full stop at the end. */
export const emailRule = {
  mend(typed: string): string {
    // The expressions below look at each mark once more for each mark after it.
    if (typed.length > 1000) return typed
    const bracketed = /<([^<>]*@[^<>]*)>$/u.exec(typed.replace(/[\s,;.]+$/u, ''))
    const address = (bracketed?.[1] ?? typed).replace(/^\s*mailto:([^?]*).*/iu, '$1')
    return address.replace(/^[\s"'‘’“”<(]+|[\s"'‘’“”>),;.]+$/gu, '')
  },
  refuse(typed: string): string | undefined {
    if (emailsIn(typed).length > 1) return 'Enter one email address only'
    const isAddress = /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)*$/u.test(typed) && !typed.includes('..')
    return isAddress ? undefined : 'Enter an email address in the correct format, like name@example.com'
  },
}

/** The email addresses in a text, such as `a@example.com; b@example.com`. */
export function emailsIn(typed: string): string[] {
  return typed.split(/[\s,;]+|:::/u).filter((word) => /^[^@]+@[^@]+$/u.test(word))
}

/** A tick box: true when ticked, which browsers send as "on". */
export function tickBox(error: string) {
  return z.transform((sent: unknown, ctx) => {
    if (sent !== undefined && sent !== 'on') ctx.issues.push({ code: 'custom', message: error, input: sent })
    return sent === 'on'
  })
}

/** The error for what nobody can type wrongly. */
export const damaged = 'This form was damaged on its way. Open the page again'

/** A positive integer that the form itself carries, such as a version. It is input like any other. */
export function carried() {
  return z.transform((sent: unknown, ctx) => {
    if (typeof sent !== 'string' || parseId(sent) === undefined)
      ctx.issues.push({ code: 'custom', message: damaged, input: sent })
    return Number(sent)
  })
}

/** The hash of what a page said would happen, which the form itself carries. */
export function fingerprint() {
  return z.string({ error: damaged }).check(z.regex(/^[0-9a-f]{64}$/, { error: damaged }))
}

/** Boxes of which any can be ticked, each with an id: one is sent as text, several as a list, none not at all. */
export function ids(error: string) {
  return z.pipe(
    z.transform((sent: unknown): unknown[] => [sent ?? []].flat()),
    z.array(carried(), { error }),
  )
}

/**
 * Text as it is kept: trimmed, without invisible characters, with plain line breaks, and in normal form C where it may be
 * short enough for `max`.
 */
export function tidy(typed: string, max: number): string {
  const visible = typed.replace(invisible, '').replace(uselessJoiners, '$1')
  return toNormalForm(trim(visible.replace(/\r\n?/g, '\n')), max)
}

// Four characters at most become one in normal form C, so what is longer is too long anyway; and composing long runs of
// marks takes quadratic time.
function toNormalForm(text: string, max: number): string {
  return text.length > max * 4 ? text : text.normalize('NFC')
}

// Not one expression: /space+$/ looks at every space inside a long text as a possible end, again and again.
function trim(typed: string): string {
  const start = typed.search(shown)
  if (start < 0) return ''
  let end = typed.length
  while (!shown.test(typed[end - 1] ?? '')) end--
  return typed.slice(start, end)
}

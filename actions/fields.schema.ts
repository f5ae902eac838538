// zod/mini without coercion, because browsers load these schemas, and classic Zod is four times as large.
import * as z from 'zod/mini'
import { parseId } from '#db/ids.ts'

// Zero-width characters, soft hyphens, direction marks and byte-order marks.
const invisible = /[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g
// Joiners shape emoji and some scripts, but not Latin, Greek and Cyrillic.
const uselessJoiners = /([ -\u058f])[\u200c\u200d]+/g
const shown = /[^\s\u200c\u200d]/
// Decoding leaves this character in place of bytes that are not UTF-8.
const unreadable = '\ufffd'
/** Control characters and halves of characters, which no text may contain. */
export const forbidden = /[\p{Cc}\p{Cs}]/u
const forbiddenInParagraphs = new RegExp(`(?![\\n\\t])${forbidden.source}`, 'u')

type TextRule = {
  /** The field's name in errors. */
  called: string
  /** In code points, as PostgreSQL counts. */
  max: number
  /** The error for an empty field; without it the field is optional. */
  missing?: string | undefined
  paragraphs?: boolean
  /** Removes text around the value, such as a name around an address. */
  mend?: (text: string) => string
  /** @returns the error for text in a wrong format */
  refuse?: (text: string) => string | undefined
}

/** Text is trimmed, in Unicode normal form C, without control and invisible characters. '' when not set. */
export function text({ called, max, missing, paragraphs, mend = String, refuse: refuseFormat }: TextRule) {
  return z._default(z.string({ error: `${called} must be text` }), '').check(
    z.overwrite((typed) => mend(tidy(paragraphs ? typed : typed.replace(/\s+/g, ' '), max))),
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
        const error = refuseFormat?.(ctx.value)
        if (error) refuse(error)
      }
    },
  )
}

/** RFC 5321, 4.5.3.1.3, without the brackets. */
export const longestEmail = 254

/** @param missing - the error for an empty field; without it the field is optional */
export function email(missing?: string) {
  return text({
    called: 'Email',
    max: longestEmail,
    missing,
    ...emailRule,
  })
}

/** Removes text around an address: `Alice <alice@example.com>`, `mailto:`, quotes, a full stop at the end. */
export const emailRule = {
  mend(typed: string): string {
    // The expressions below look at each mark once more for each mark after it.
    if (typed.length > 1000) return typed
    return typed
      .replace(/^.*<([^<>]*@[^<>]*)>[\s"'>),;.]*$/, '$1')
      .replace(/^(mailto:|[\s"'<(])+|[\s"'>),;.]+$/gi, '')
  },
  refuse(typed: string): string | undefined {
    if (/@.*[\s,;].*@/.test(typed)) return 'Enter one email address'
    return /^[^\s@]+@[^\s@.][^\s@]*$/.test(typed) && !typed.includes('..')
      ? undefined
      : 'Enter an email address in the correct format, like name@example.com'
  },
}

/** True when ticked, which browsers send as "on". */
export function tickBox(error: string) {
  return z.transform((sent: unknown, ctx) => {
    if (sent !== undefined && sent !== 'on') ctx.issues.push({ code: 'custom', message: error, input: sent })
    return sent === 'on'
  })
}

/** The error for a hidden value, which nobody can mistype. */
export const damaged = 'This form was damaged on its way. Open the page again'

/** A positive integer in a hidden field, such as a version. It is untrusted input. */
export function carried() {
  return z.transform((sent: unknown, ctx) => {
    if (typeof sent !== 'string' || parseId(sent) === undefined)
      ctx.issues.push({ code: 'custom', message: damaged, input: sent })
    return Number(sent)
  })
}

/** The hash of what a page announced, in a hidden field. */
export function fingerprint() {
  return z.string({ error: damaged }).check(z.regex(/^[0-9a-f]{64}$/, { error: damaged }))
}

/** Ids from tick boxes: browsers send one as text, several as a list, none not at all. */
export function ids(error: string) {
  return z.pipe(
    z.transform((sent: unknown): unknown[] => [sent ?? []].flat()),
    z.array(carried(), { error }),
  )
}

/** Trimmed, without invisible characters, with plain line breaks, and in normal form C if it may fit into `max`. */
export function tidy(typed: string, max: number): string {
  const visible = typed.replace(invisible, '').replace(uselessJoiners, '$1')
  return toNormalForm(trim(visible.replace(/\r\n?/g, '\n')), max)
}

// Normal form C composes at most four characters into one, so longer text is too long anyway; and composing long runs
// of marks takes quadratic time.
function toNormalForm(text: string, max: number): string {
  return text.length > max * 4 ? text : text.normalize('NFC')
}

// Not one expression, because /space+$/ tries every space inside a long text as a possible end.
function trim(typed: string): string {
  const start = typed.search(shown)
  if (start < 0) return ''
  let end = typed.length
  while (!shown.test(typed[end - 1] ?? '')) end--
  return typed.slice(start, end)
}

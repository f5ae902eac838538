// zod/mini without coercion, because browsers load these schemas, and classic Zod is four times as large.
import * as z from 'zod/mini'
import { parseId } from '#db/ids.ts'

// Text with a visible character: not only spaces, zero-width characters, soft hyphens, direction marks and byte-order
// marks.
const shown = /[^\s\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/u
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
  missing?: string
  paragraphs?: boolean
  /** A check of the text, and the error if it fails. */
  format?: { test: (text: string) => boolean; error: string }
}

/** Text is trimmed, in Unicode normal form C and without control characters. '' when not set. */
export function text({ called, max, missing, paragraphs = false, format }: TextRule) {
  return z._default(z.string({ error: `${called} must be text` }), '').check(
    z.overwrite((typed) => tidy(typed, max)),
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
      } else if (format && !format.test(ctx.value)) {
        refuse(format.error)
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
    ...(missing && { missing }),
    format: emailPattern,
  })
}

export const emailPattern = {
  test: (typed: string) => /^[^\s@]+@[^\s@]+$/u.test(typed),
  error: 'Enter an email address in the correct format, like name@example.com',
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

/** Trimmed, with plain line breaks, and in normal form C if it may be short enough for `max`. */
export function tidy(typed: string, max: number): string {
  return toNormalForm(trim(typed.replace(/\r\n?/g, '\n')), max)
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

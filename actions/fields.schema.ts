import * as z from 'zod'

// Space of every script, and characters that show nothing: zero-width ones, soft hyphen, direction marks, byte-order mark.
const invisible = '[\\s\\u00ad\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2064\\ufeff]'
const edges = new RegExp(`^${invisible}+|${invisible}+$`, 'gu')
const forbidden = /[\p{Cc}\p{Cs}]/u
const forbiddenInParagraphs = /(?![\n\t])[\p{Cc}\p{Cs}]/u

type TextRule = { called: string; max: number; missing?: string; paragraphs?: boolean }

/**
 * Text of one line, or of several with `paragraphs`: trimmed, in Unicode normal form C, free of control characters.
 * Lengths are in code points, as PostgreSQL counts them. `called` names the field in its errors;
 * `missing` is the error for nothing typed, without it the field is optional and '' when not set.
 */
export function text({ called, max, missing, paragraphs = false }: TextRule) {
  return z
    .string({ error: `${called} must be text` })
    .default('')
    .overwrite((typed) => typed.replace(/\r\n?/g, '\n').replace(edges, '').normalize('NFC'))
    .check((ctx) => {
      const refuse = (message: string) => ctx.issues.push({ code: 'custom', message, input: ctx.value })
      if (missing && ctx.value === '') refuse(missing)
      else if ((paragraphs ? forbiddenInParagraphs : forbidden).test(ctx.value))
        refuse(`${called} must not contain control characters`)
      else if ([...ctx.value].length > max)
        refuse(`${called} must be ${max.toLocaleString('en')} characters or fewer`)
    })
}

/** A whole number that the form itself carries, such as a version. It is input like any other. */
export function carried() {
  return z.number().int().min(1).max(2_147_483_647)
}

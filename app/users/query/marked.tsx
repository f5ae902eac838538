import { Fragment } from 'react'
import type { Part } from './marked-parts.ts'

/** A text, in parts if a search found some of it. */
export type MarkedText = string | readonly Part[]

/** Marks the parts of a text that a search found. */
export function Marked({ text }: { text: MarkedText }) {
  if (typeof text === 'string') return text
  return text.map(({ text, marked }, place) => {
    // biome-ignore lint/suspicious/noArrayIndexKey: parts have no other name, and none moves
    return marked ? <mark key={place}>{text}</mark> : <Fragment key={place}>{text}</Fragment>
  })
}

export function plainText(text: MarkedText): string {
  return typeof text === 'string' ? text : text.map((part) => part.text).join('')
}

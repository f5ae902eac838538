import type { MarkedText } from './marked.tsx'
import { markedParts } from './marked-parts.ts'

/** @param words - as `typedWords` reads them from a search */
export function markText(text: string, words: readonly string[]): MarkedText {
  const parts = words.length > 0 ? markedParts(text, words) : []
  return parts.some(({ marked }) => marked) ? parts : text
}

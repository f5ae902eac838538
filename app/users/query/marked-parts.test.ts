import { expect, test } from 'vitest'
import { typedWords } from '#db/users/search-words.ts'
import { markedParts } from './marked-parts.ts'

test.each([
  ['Nadia Hansen', 'nad', '[Nad]ia Hansen'],
  ['Hanna Hansen', 'han', '[Han]na [Han]sen'],
  ['Johan Jansen', 'an', 'Joh[an] J[an]sen'],
  ['Müller', 'mueller', '[Müller]'],
  ['Mueller', 'mül', '[Muel]ler'],
  ['Jørgen Åse', 'joergen aase', '[Jørgen] [Åse]'],
  ['Joe Johnson', 'joe', '[Joe] Johnson'],
  ['Weiß', 'weiss', '[Weiß]'],
  ['Weiß', 'weis', '[Weiß]'],
  ['O’Brien', 'obri', '[O’Bri]en'],
  ['OBrien', "o'brien", '[OBrien]'],
  ['Anne-Marie', 'annemarie', '[Anne-Marie]'],
  ['Anne-Marie', 'marie', 'Anne-[Marie]'],
  ['Anne-Marie', 'Anne-Marie', '[Anne]-[Marie]'],
  ['Zoe\u0308 X', 'zoe', '[Zoe\u0308] X'],
  ['أحمد', 'احمد', '[أحمد]'],
  ['ひろこ', 'ﾋﾛｺ', '[ひろこ]'],
  ['ada@example.com', '<ada@example.com>', '[ada@example.com]'],
  ['Nothing here', 'qx', 'Nothing here'],
  ['Ada', '', 'Ada'],
])('in %s a search for %s marks %s', (text, q, wanted) => {
  const parts = markedParts(text, typedWords(q))
  expect(parts.map(({ text, marked }) => (marked ? `[${text}]` : text)).join('')).toBe(wanted)
  expect(parts.map(({ text }) => text).join('')).toBe(text)
})

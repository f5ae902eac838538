import { expect, test } from 'vitest'
import { inText } from '#actions/user-words.schema.ts'
import { visibleFields } from '#db/policy.ts'
import { fieldNames } from '#db/user-fields.ts'
import { views } from './views.ts'

const permitted: readonly string[] = visibleFields('public')

test('the choice of the public view names every field that is in it, and the hint every other', () => {
  const choice = views.options.find(({ value }) => value === 'anyone')?.label ?? ''
  for (const name of fieldNames.filter((each) => each !== 'listed')) {
    const [words, other] = permitted.includes(name) ? [choice, views.hint] : [views.hint, choice]
    expect(wordsOf(words)).toContain(inText(name))
    expect(wordsOf(other)).not.toContain(inText(name))
  }
})

function wordsOf(sentence: string): string[] {
  return sentence
    .replace(/^Anyone: /, '')
    .replace(/ (of|are) .*$/, '')
    .split(/, | and /)
    .map((word) => word.charAt(0).toLowerCase() + word.slice(1))
}

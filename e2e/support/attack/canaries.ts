import type { Level } from '#db/policy.ts'
import { type FieldName, type FieldsOf, fieldNames, fieldOf, type Kind } from '#db/user-fields.ts'
import type { UserValues } from '#db/users/values.ts'
import { uniquePhone, uniqueWord } from '../unique-word.ts'

const levels: Level[] = ['public', 'directory', 'contact']

/** A unique word for each field, which contains the field's level, and unique numbers. */
export function canaries() {
  const mark = uniqueWord()
  const word = (name: FieldName) => `${fieldOf(name).level}${name.toLowerCase()}${mark}`
  const numbers: { level: Level; pattern: RegExp }[] = []
  const number = (name: FieldName) => {
    const text = uniquePhone()
    // As it is typed, or in a tel: link.
    numbers.push({
      level: fieldOf(name).level,
      pattern: new RegExp([...text.replaceAll(/\D/g, '')].join('[\\s().-]*')),
    })
    return text
  }
  const byKind: { [K in Kind]: (name: FieldName) => UserValues[FieldsOf<K>] } = {
    line: word,
    paragraphs: word,
    email: (name) => `${word(name)}@example.com`,
    phone: number,
    teams: () => [],
    links: (name) => [{ label: word(name), url: `https://example.com/${word(name)}` }],
    status: () => 'active',
    listed: () => true,
  }
  return {
    mark,
    word,
    values: Object.fromEntries(
      fieldNames.map((name) => [name, byKind[fieldOf(name).kind](name)]),
    ) as UserValues,
    /** The levels whose words or numbers are in a text. */
    found: (text: string) =>
      levels.filter(
        (level) =>
          new RegExp(`${level}[a-z]+${mark}`).test(text) ||
          numbers.some((each) => each.level === level && each.pattern.test(text)),
      ),
  }
}

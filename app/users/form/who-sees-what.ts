import { inText } from '#actions/user-words.schema.ts'
import { fieldNames, fieldOf, type Level } from '#db/user-fields.ts'

/** As a sentence lists them: "name, job title and teams". */
export const publicFields = listOf(['public'])

/** The fields for signed-in people and tokens only. */
export const otherFields = listOf(['directory', 'contact'])

function listOf(levels: readonly Level[]): string {
  const names = fieldNames.filter((name) => levels.includes(fieldOf(name).level))
  return new Intl.ListFormat('en-GB').format(names.map(inText))
}

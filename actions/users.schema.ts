import type * as z from 'zod/mini'
import { type FieldName, fieldNames, fieldOf, type KindOf } from '#db/user-fields.ts'
import { type FormField, type RuleOf, schemaOf } from './user-rules.schema.ts'
import { calledOf, userWords } from './user-words.schema.ts'

/** The fields of the form about a user. */
export const formFields: readonly FormField[] = fieldNames.map((name) => {
  const { kind, max = 0, required } = fieldOf(name)
  const { label, missing } = userWords[name]
  const isText = kind === 'line' || kind === 'paragraphs' || kind === 'email' || kind === 'phone'
  const mustBe = required || !isText
  return { name, kind, label, called: calledOf(name), max, ...(mustBe && missing && { missing }) }
})

/** What the form about a user says. */
export const userForm = schemaOf(formFields) as z.ZodMiniObject<{
  [Name in FieldName]: RuleOf<KindOf<Name>>
}>

/** The values of a form about a user that passed. */
export type UserFields = z.output<typeof userForm>

/** The fields whose rows the buttons of the form add, remove and move, and how many rows each may have. */
export const userLists = Object.fromEntries(
  formFields.filter(({ kind }) => kind === 'links').map(({ name, max }) => [name, max]),
)

import type * as z from 'zod/mini'
import { type FieldName, fieldNames, fieldOf, type KindOf } from '#db/user-fields.ts'
import { type FormField, type RuleOf, schemaOf } from './user-rules.schema.ts'
import { calledOf, userWords } from './user-words.schema.ts'

export const formFields: readonly FormField[] = fieldNames.map((name) => {
  const { kind, max = 0, required } = fieldOf(name)
  const { label, missing } = userWords[name]
  const isText = kind === 'line' || kind === 'paragraphs' || kind === 'email' || kind === 'phone'
  const mustBe = required || !isText
  return { name, kind, label, called: calledOf(name), max, ...(mustBe && missing && { missing }) }
})

export const userForm = schemaOf(formFields) as z.ZodMiniObject<{
  [Name in FieldName]: RuleOf<KindOf<Name>>
}>

export type UserFields = z.output<typeof userForm>

export const userLists = Object.fromEntries(
  formFields.filter(({ kind }) => kind === 'links').map(({ name, max }) => [name, max]),
)

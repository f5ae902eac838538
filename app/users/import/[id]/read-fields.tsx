import { Field } from '../../../ui/form/field.tsx'
import { HiddenField } from '../../../ui/form/field-hidden.tsx'
import type { ReadChoices } from './read-choices.ts'

type Props = {
  /** The file starts with a mark that names its encoding. */
  marked: boolean
  choices: ReadChoices
  /** Some words of the file with letters that other encodings would show as others. */
  words: readonly string[]
}

/** How a file is read, to be put right. */
export function ReadFields({ marked, choices, words }: Props) {
  return (
    <fieldset className="reading">
      <legend>Reading the file</legend>
      <Choice name="sheet" label="Sheet" options={choices.sheet} />
      <Choice
        name="headRow"
        label="Names of the columns"
        options={choices.headRow}
        hint="Rows above them are left out"
      />
      <Choice
        name="encoding"
        label="Encoding"
        options={choices.encoding}
        hint={`${marked ? 'Read from the byte-order mark of the file' : 'Recognised from the contents of the file'}${inWords(words)}`}
      />
      <Choice name="separator" label="Separator" options={choices.separator} />
      {choices.separator.length > 0 && (
        <Field
          name="otherSeparator"
          label="Other mark"
          optional
          hint="Between two cells, if it is another one"
        />
      )}
      <Choice
        name="quote"
        label="Quotes"
        options={choices.quote}
        hint="Around cells that hold separators or line breaks"
      />
      <Choice
        name="blanks"
        label="Blank cells"
        options={choices.blanks}
        hint="For people who are here already"
      />
    </fieldset>
  )
}

function inWords(words: readonly string[]): string {
  return words.length === 0 ? '' : `: ${words.map((word) => `“${word}”`).join(', ')}`
}

type ChoiceProps = { name: string; label: string; options: ReadChoices['sheet']; hint?: string }

/** A select, or the value unseen where there is no choice. */
function Choice(props: ChoiceProps) {
  return props.options.length > 0 ? <Field control="select" {...props} /> : <HiddenField name={props.name} />
}

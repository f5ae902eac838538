'use client'

import { RadioField } from '../../../ui/form/field-radios.tsx'

type Choice = { value: string; label: string }

/** A row in doubt: what is asked about it, and what it says. */
export type RowQuestion = { row: number; question: string; line: string; choices: readonly Choice[] }

const later = { value: '', label: 'Decide later' }

/** Rows in doubt, each with its choices. */
export function QuestionList({ questions }: { questions: readonly RowQuestion[] }) {
  return questions.map(({ row, question, line, choices }, index) => (
    <div key={row}>
      <input type="hidden" name={`answers[${index}].row`} value={row} />
      <RadioField
        name={`answers[${index}].choice`}
        legend={`Row ${row}: ${question}`}
        hint={line}
        options={[...choices, later]}
      />
    </div>
  ))
}

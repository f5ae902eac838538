import type { Plan } from '#actions/imports/check-rows.server.ts'
import { Field } from '../../../ui/form/field.tsx'
import { inDigits } from '../../count.ts'
import { QuestionList, type RowQuestion } from './question-list.tsx'
import { inLine, mostShown } from './shown.ts'

type Props = {
  asked: Plan['asked']
  columns: readonly string[]
  /** All others were answered at once before. */
  othersAnswered: boolean
}

const othersChoices = [
  { value: '', label: 'Ask' },
  { value: 'same', label: 'The same person' },
  { value: 'new', label: 'A new person' },
  { value: 'leave', label: 'Leave them out' },
]

/** Rows that wait for an answer. */
export function Questions({ asked, columns, othersAnswered }: Props) {
  const more = asked.length - mostShown
  const questions = asked.slice(0, mostShown).map(
    ({ row, question: { message, choices } }): RowQuestion => ({
      row: row.number,
      question: message,
      line: inLine(row.cells, columns),
      choices,
    }),
  )
  return (
    <>
      {asked.length > 0 && (
        <details className="kind questions" open>
          <summary>Questions: {inDigits(asked.length)}</summary>
          <p>Rows without an answer are not imported. Answer what you know, then press “Check again”.</p>
          <QuestionList questions={questions} />
          {more > 0 && <p className="hint">And {inDigits(more)} more</p>}
        </details>
      )}
      {(asked.length > 1 || othersAnswered) && (
        <Field
          name="otherAnswers"
          label="Answer to all other questions"
          control="select"
          options={othersChoices}
        />
      )}
    </>
  )
}

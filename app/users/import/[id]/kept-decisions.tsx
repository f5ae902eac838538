import type { ImportOptions } from '#actions/imports.schema.ts'
import { SubmitButton } from '../../../ui/form/submit-button.tsx'
import { inDigits } from '../../count.ts'

/** The answers and corrections that were given before, and a button against all of them. */
export function KeptDecisions({ answers, corrections }: Pick<ImportOptions, 'answers' | 'corrections'>) {
  const count = answers.length + corrections.length
  if (count === 0) return null
  const kept = [
    ...(answers.length > 0
      ? [`${inDigits(answers.length)} ${answers.length === 1 ? 'answer' : 'answers'}`]
      : []),
    ...(corrections.length > 0
      ? [`${inDigits(corrections.length)} ${corrections.length === 1 ? 'correction' : 'corrections'}`]
      : []),
  ].join(' and ')
  return (
    <div className="row-buttons">
      <p className="hint">
        {kept} {count === 1 ? 'is' : 'are'} kept.
      </p>
      <SubmitButton name="step" value="forget" quiet>
        Forget them
      </SubmitButton>
    </div>
  )
}

import type { Plan } from '#actions/imports/check-rows.server.ts'
import type { Missing } from '#db/imports/missing.ts'
import { SubmitButton } from '../../../ui/form/submit-button.tsx'
import { inDigits, users } from '../../count.ts'
import { Working } from '../working.tsx'
import { mayBeFullList } from './missing-people.tsx'
import { verdictId } from './shown.ts'

/** One line about what would happen, and the buttons. It stays in view. */
export function Verdict({ plan, missing }: { plan: Plan; missing: Missing }) {
  const ready = plan.added.length + plan.changed.length
  return (
    <div className="verdict">
      <p id={verdictId} tabIndex={-1}>
        {inOneLine(plan)}
      </p>
      <div className="row-buttons">
        {ready + plan.trashed.length > 0 ? (
          <SubmitButton name="step" value="import">
            {ready === 0 ? 'Import' : `Import ${users(ready)}`}
          </SubmitButton>
        ) : (
          <p>
            {plan.asked.length > 0
              ? 'Answer the questions below.'
              : mayBeFullList(missing) && plan.unclear === 0
                ? `There is nothing to import. Below: ${users(missing.count)} who are not in the file.`
                : 'There is nothing to import.'}
          </p>
        )}
        <SubmitButton name="step" value="check" quiet>
          Check again
        </SubmitButton>
        <Working>Working on it. A large file takes some seconds.</Working>
      </div>
    </div>
  )
}

function inOneLine({ added, changed, refused, unchanged, asked, trashed, skipped }: Plan): string {
  const questions = asked.length === 1 ? '1 question' : `${inDigits(asked.length)} questions`
  return [
    `${inDigits(added.length)} new`,
    `${inDigits(changed.length)} changed`,
    `${inDigits(refused.length)} refused`,
    `${inDigits(unchanged.length)} unchanged`,
    ...(asked.length > 0 ? [questions] : []),
    ...(trashed.length > 0 ? [`${inDigits(trashed.length)} in the trash`] : []),
    ...(skipped.length > 0 ? [`${inDigits(skipped.length)} left out`] : []),
  ].join(' · ')
}

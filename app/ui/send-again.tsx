import { buttonName, type FormAction } from '#actions/form/form.schema.ts'
import { unconfirmed } from '#actions/form/unavailable.server.ts'
import { ActionButton } from './form/action-button.tsx'
import { ErrorSummaryFrame } from './form/error-summary-frame.tsx'
import { Main } from './main.tsx'

type Props = { action: FormAction; data: FormData }

/** Shows the button again that was pressed while the database was unavailable, because its page cannot be read. */
export function SendAgain({ action, data }: Props) {
  const fields = [...data].filter((field): field is [string, string] => typeof field[1] === 'string')
  const { submission = '', [buttonName]: button = 'Send it again', ...values } = Object.fromEntries(fields)
  return (
    <Main title={`Error: ${button}`}>
      <ErrorSummaryFrame>
        <li>{unconfirmed}</li>
      </ErrorSummaryFrame>
      <h1>{button}</h1>
      <ActionButton action={action} values={values} submission={submission}>
        {button}
      </ActionButton>
    </Main>
  )
}

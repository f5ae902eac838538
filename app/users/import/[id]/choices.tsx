import { Field } from '../../../ui/form/field.tsx'
import { inDigits } from '../../count.ts'

type Props = {
  /** How many people of the file are in the trash. */
  trashed: number
  newTeams: ReadonlyMap<string, number>
  /** A name that is written "Last, First", and as it would be in its order. */
  turnable: { written: string; inOrder: string } | undefined
  /** They are turned round now. */
  areTurned: boolean
}

/** Ticks about the whole file. */
export function Choices({ trashed, newTeams, turnable, areTurned }: Props) {
  return (
    <>
      {trashed > 0 && (
        <Field
          name="restore"
          label={
            trashed === 1
              ? 'Restore the person who is in the trash'
              : `Restore the ${inDigits(trashed)} people who are in the trash`
          }
          control="checkbox"
          hint="They will have the values of the file. Otherwise they are skipped"
        />
      )}
      {newTeams.size > 0 && (
        <Field
          name="createTeams"
          label={inWords(newTeams)}
          control="checkbox"
          hint="Without the tick people are imported without these teams"
        />
      )}
      {(turnable || areTurned) && (
        <Field
          name="turnNames"
          label={
            turnable
              ? `Turn names round: “${turnable.written}” becomes “${turnable.inOrder}”`
              : 'Turn names round'
          }
          control="checkbox"
          hint="They are still sorted as they are written in the file"
        />
      )}
    </>
  )
}

const mostNamed = 20

function inWords(teams: ReadonlyMap<string, number>): string {
  const named = [...teams].map(
    ([name, count]) => `${name} (${inDigits(count)} ${count === 1 ? 'person' : 'people'})`,
  )
  const others = named.length - mostNamed
  const all = others > 0 ? [...named.slice(0, mostNamed), `${inDigits(others)} others`] : named
  return `Create ${teams.size === 1 ? '1 team' : `${inDigits(teams.size)} teams`}: ${all.join(', ')}`
}

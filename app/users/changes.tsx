import { changedFields } from './changed-fields.ts'

type Props = { before: Record<string, unknown>; after: Record<string, unknown> }

/** The fields that differ between two states of a user, the old value and the new. */
export function Changes({ before, after }: Props) {
  const fields = changedFields(before, after)
  if (fields.length === 0) return <p>No field differs.</p>
  return (
    <dl className="changes">
      {fields.map(({ name, label, before, after }) => (
        <div key={name}>
          <dt>{label}</dt>
          <dd>
            <del>{before || <em>empty</em>}</del> <ins>{after || <em>empty</em>}</ins>
          </dd>
        </div>
      ))}
    </dl>
  )
}

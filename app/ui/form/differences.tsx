/** A field that differs between two states of something, each side as text to show; '' when not set. */
export type Difference = { name: string; label: string; before: string; after: string }

/** The fields that differ, the old value and the new. */
export function Differences({ of }: { of: readonly Difference[] }) {
  return (
    <dl className="changes">
      {of.map(({ name, label, before, after }) => (
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

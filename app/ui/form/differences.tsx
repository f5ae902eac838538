import type { Difference } from '#actions/form/form.schema.ts'

export function Differences({ of }: { of: readonly Difference[] }) {
  if (of.length === 0) return <p>No field differs.</p>
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

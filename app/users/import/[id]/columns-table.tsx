import { Field } from '../../../ui/form/field.tsx'
import type { ReadChoices } from './read-choices.ts'
import { cut, headAt } from './shown.ts'

type Props = {
  /** What the columns of the file are called. */
  head: readonly string[]
  /** The first rows, as they are written. */
  samples: readonly string[][]
  destinations: ReadChoices['destination']
  /** The columns that anybody on the web would see. */
  publicColumns: readonly number[]
}

const longestShown = 60

/** The first rows of a file, with a choice above each column of where it goes. */
export function ColumnsTable({ head, samples, destinations, publicColumns }: Props) {
  return (
    <section aria-labelledby="columns">
      <h2 id="columns">Columns</h2>
      <div className="scroll">
        <table className="sheet columns">
          <caption className="visually-hidden">The columns of the file, and its first rows</caption>
          <thead>
            <tr>
              {head.map((_, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns never move
                <th key={index} scope="col">
                  {headAt(head, index)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr>
              {head.map((name, index) => {
                const hint = publicColumns.includes(index) && 'Anybody on the web can see this'
                return (
                  // biome-ignore lint/suspicious/noArrayIndexKey: columns never move
                  <td key={index}>
                    <Field
                      name={`columns[${index}]`}
                      label={`Column ${index + 1}: ${cut(name, longestShown) || 'no name'}`}
                      control="select"
                      options={destinations}
                      {...(hint && { hint })}
                    />
                  </td>
                )
              })}
            </tr>
            {samples.map((cells, row) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows never move
              <tr key={row}>
                {head.map((_, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: columns never move
                  <td key={index}>{cut(cells[index]?.trim() ?? '', longestShown)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

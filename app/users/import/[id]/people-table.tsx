'use client'

/** The text of a cell; one that changes has the text before, too. */
export type PersonCell = string | readonly [before: string, after: string]

type Props = {
  caption: string
  head: readonly string[]
  /** The number of each row, and its cells. */
  rows: readonly { number: number; cells: readonly PersonCell[] }[]
}

/** People as rows of their sheet. In the browser, too, because each cell as an element of the server is four times as long. */
export function PeopleTable({ caption, head, rows }: Props) {
  return (
    <table className="sheet">
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          {['Row', ...head].map((name, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: columns never move
            <th key={index} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ number, cells }) => (
          <tr key={number}>
            <th scope="row">{number}</th>
            {cells.map((cell, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns never move
              <td key={index}>{typeof cell === 'string' ? cell : <Changed cell={cell} />}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Changed({ cell: [before, after] }: { cell: Exclude<PersonCell, string> }) {
  return (
    <>
      {before && (
        <>
          <span className="visually-hidden">Before: </span>
          <del>{before}</del> <span aria-hidden="true">→</span>{' '}
        </>
      )}
      <span className="visually-hidden">{after ? 'Now: ' : 'Now blank'}</span>
      {after ? <ins>{after}</ins> : <span aria-hidden="true">blank</span>}
    </>
  )
}

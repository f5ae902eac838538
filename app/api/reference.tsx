import type { ReactNode } from 'react'

type Props = { caption: string; head: [string, string]; rows: (readonly [ReactNode, ReactNode])[] }

export function Reference({ caption, head, rows }: Props) {
  return (
    <table className="reference">
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          {head.map((words) => (
            <th key={words} scope="col">
              {words}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, meaning], row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the rows never move
          <tr key={row}>
            <th scope="row">{name}</th>
            <td>{meaning}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

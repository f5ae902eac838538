import { ExportMenu } from './export-menu.tsx'
import { type FormatName, formats } from './formats.ts'

type Props = { parameters: URLSearchParams; kept: FormatName }

/** The whole list as a file, as this browser chose last or in another format. */
export function ExportLinks({ parameters, kept }: Props) {
  const others = (Object.keys(formats) as FormatName[]).filter((format) => format !== kept)
  const wayTo = (format: FormatName) => [addressOf(format, parameters), formats[format].label] as const
  return <ExportMenu first={wayTo(kept)} others={others.map(wayTo)} />
}

function addressOf(format: FormatName, parameters: URLSearchParams): string {
  return `/users/export?${new URLSearchParams([...new URLSearchParams(formats[format].query), ...parameters])}`
}

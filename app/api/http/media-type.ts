import { Problem } from './problem.ts'

/** All but the first are the whole list, row by row. */
export const mediaTypes = {
  json: 'application/json',
  jsonl: 'application/jsonl',
  csv: 'text/csv',
  vcard: 'text/vcard',
} as const

export type Format = keyof typeof mediaTypes

export const formats = Object.keys(mediaTypes) as Format[]

/**
 * The format that an Accept header asks for (RFC 9110, 12.5.1): the first of ours among those with the highest weight.
 * @throws Problem 406, which lists the formats
 */
export function negotiate<Offered extends Format>(
  accept: string | null,
  offered: readonly Offered[],
): Offered {
  const ranges = parse(accept ?? '*/*')
  const weighed = offered.map((format) => ({ format, weight: weightOf(mediaTypes[format], ranges) }))
  const best = weighed.reduce((one, other) => (other.weight > one.weight ? other : one))
  if (best.weight > 0) return best.format
  throw new Problem(406, `This address answers ${offered.map((format) => mediaTypes[format]).join(', ')}.`)
}

type Range = { type: string; weight: number }

function parse(accept: string): Range[] {
  return accept.split(',').map((text) => {
    const [type = '', ...parameters] = text.toLowerCase().replaceAll(/\s/g, '').split(';')
    const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2)
    return { type, weight: weight === undefined ? 1 : Number(weight) || 0 }
  })
}

/** The closest range decides. */
function weightOf(type: string, ranges: readonly Range[]): number {
  const closest = [type, type.replace(/\/.*/, '/*'), '*/*'].map((name) =>
    ranges.find((range) => range.type === name),
  )
  return closest.find((range) => range !== undefined)?.weight ?? 0
}

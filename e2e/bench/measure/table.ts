import type { Measured } from './compare.ts'

type Figure = { text: string; cpu?: string }

/** `ratio` is how much better Rollcall is, or what the words of `work` say. */
export type Row = {
  work: string
  own?: Figure
  against?: string
  other?: Figure
  ratio?: number
  ratioOfCpu?: number
  /** The ratio to reach, such as "5" or "< 1.1". */
  aim?: string
}

const widths = [34, -9, -8, 34, -9, -8, -7, -7, 7]

export function printHead(): void {
  print(['', 'Rollcall', 'CPU', '', 'them', 'CPU', 'ratio', 'ratio', ''])
  print(['work', 'a second', 'ms each', '  against', 'a second', 'ms each', 'of rate', 'of CPU', '  aim'])
  console.log('-'.repeat(widths.reduce((sum, width) => sum + Math.abs(width) + 1, -1)))
}

export function printRow({ work, own, against = '', other, ratio, ratioOfCpu, aim }: Row): void {
  print([
    work,
    own?.text ?? '',
    own?.cpu ?? '',
    `  ${against}`,
    other?.text ?? '',
    other?.cpu ?? '',
    ratio === undefined ? '' : short(ratio),
    ratioOfCpu ? short(ratioOfCpu) : '',
    aim === undefined ? '' : `  ${aim}`,
  ])
}

/** @param aims - by the name of the other */
export function printCompared(
  work: string,
  [own, ...others]: readonly Measured[],
  aims: Record<string, number> = {},
): void {
  if (own && others.length === 0) printRow({ work, own: figure(own) })
  if (!own) return
  for (const [place, other] of others.entries())
    printRow({
      work: place === 0 ? work : '',
      ...(place === 0 && { own: figure(own) }),
      against: other.name,
      other: figure(other),
      ratio: own.rate / other.rate,
      ratioOfCpu: other.cpu / own.cpu,
      ...(aims[other.name] !== undefined && { aim: String(aims[other.name]) }),
    })
}

export function printSkipped(work: string, reason: string): void {
  console.log(`${work.padEnd(widths[0] ?? 0)} left out: ${reason}`)
}

function figure({ rate, cpu }: Measured): Figure {
  return { text: short(rate), cpu: short(cpu) }
}

/** Three digits: 12,300, 84.1, 0.0853. */
export function short(value: number): string {
  return Number(value.toPrecision(3)).toLocaleString('en', { maximumSignificantDigits: 3 })
}

function print(cells: readonly string[]): void {
  const padded = cells.map((cell, place) => {
    const width = widths[place] ?? 0
    return width < 0 ? cell.padStart(-width) : cell.padEnd(width)
  })
  console.log(padded.join(' ').trimEnd())
}

import { encode } from 'uqr'

type Props = { text: string; label: string }

// The standard asks for a margin of four modules.
const margin = 4

/** Always black on white, because cameras read no other code as well. */
export function QrCode({ text, label }: Props) {
  const { data, size } = encode(text, { ecc: 'L', border: margin })
  return (
    <svg className="qr-code" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
      <rect width={size} height={size} fill="#fff" />
      <path d={data.map(lineOf).join('')} fill="#000" shapeRendering="crispEdges" />
    </svg>
  )
}

function lineOf(modules: readonly boolean[], row: number): string {
  return modules.map((isDark, column) => (isDark ? `M${column} ${row}h1v1h-1z` : '')).join('')
}

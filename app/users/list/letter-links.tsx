'use client'

import { Link } from '../../ui/link.tsx'

/** @param address - each letter follows it */
export function LetterLinks({ address, letters }: { address: string; letters: readonly string[] }) {
  return letters.map((letter) => (
    <Link key={letter} href={address + encodeURIComponent(letter)}>
      {letter}
    </Link>
  ))
}

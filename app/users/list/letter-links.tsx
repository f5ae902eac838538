'use client'

import { useSoftLinks } from '../../ui/soft-links.tsx'

/** @param address - each letter follows it */
export function LetterLinks({ address, letters }: { address: string; letters: readonly string[] }) {
  const { within, bar } = useSoftLinks()
  return (
    <nav className="letters" aria-label="Letters" ref={within}>
      {letters.map((letter) => (
        <a key={letter} href={address + encodeURIComponent(letter)}>
          {letter}
        </a>
      ))}
      {bar}
    </nav>
  )
}

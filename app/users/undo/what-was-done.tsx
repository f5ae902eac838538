import type { Written } from '#db/users/undo.ts'
import { DateTime } from '../../ui/date-time.tsx'
import { users } from '../count.ts'
import { verbsInWords } from './words.ts'

export function WhatWasDone({ write: { actor, verbs, count, at } }: { write: Written }) {
  return (
    <p>
      {actor} {verbsInWords(verbs)} {users(count)}, <DateTime value={at} />.
    </p>
  )
}

import type { Trx } from '#db/database.ts'
import { NotFound } from '#db/errors.ts'
import { find } from '#db/find-users.ts'
import type { UserValues } from '#db/users.ts'

type Choices = { [Field in keyof UserValues]?: 'yours' | 'theirs' | undefined }

/** The typed values, with each field as it stands now where the choice was "theirs". @throws NotFound */
export async function settleConflict(
  trx: Trx,
  id: number,
  yours: UserValues,
  take: Choices,
): Promise<UserValues> {
  const theirs = await find(trx, id)
  if (!theirs) throw new NotFound()
  const fields = Object.keys(yours) as (keyof UserValues)[]
  return Object.fromEntries(
    fields.map((field) => [field, (take[field] === 'theirs' ? theirs : yours)[field]]),
  ) as UserValues
}

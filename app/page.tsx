import { redirect } from 'next/navigation'
import { database } from '#db/database.ts'
import { isSetUp } from '#db/find-accounts.ts'
import { guarded } from './ui/guarded.tsx'

export default guarded(async () => redirect((await isSetUp(database())) ? '/users' : '/setup'))

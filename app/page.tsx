import { redirect } from 'next/navigation'
import { isSetUp } from '#db/accounts/find.ts'
import { database } from '#db/database.ts'
import { guarded } from './ui/guarded.tsx'

export default guarded(async () => redirect((await isSetUp(database())) ? '/users' : '/setup'))

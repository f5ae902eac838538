import { type State, userDifferences } from '#actions/form/differences.server.ts'
import { Differences } from '../../ui/form/differences.tsx'

export async function Changes({ before, after }: { before: State; after: State }) {
  return <Differences of={await userDifferences(before, after)} />
}

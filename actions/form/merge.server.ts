import type { State } from './differences.server.ts'
import type { Choice, Difference } from './form.schema.ts'

type Sides = {
  /** The state from which both sides started; undefined when it is not known. */
  base: State | undefined
  sent: State
  theirs: State
  differences: (before: State, after: State) => Difference[] | Promise<Difference[]>
}

type Merge = {
  /** Touched by both sides, or perhaps by both. */
  choices: Choice[]
  /** Touched by the sender alone. */
  mine: Difference[]
  /** Touched by others alone. */
  others: Difference[]
}

/** Sorts the fields in which two states differ by who touched them since `base`. A list counts as one field. */
export async function mergeOf({ base, sent, theirs, differences }: Sides): Promise<Merge> {
  const names = (found: Difference[]) => new Set(found.map(({ name }) => name))
  const differing = await differences(sent, theirs)
  const bySender = base && names(await differences(base, sent))
  const byOthers = base && names(await differences(base, theirs))
  // A base from before the field existed does not say who touched it.
  const isKnown = (name: string) => base !== undefined && name in base
  const isMine = ({ name }: Difference) => isKnown(name) && !byOthers?.has(name)
  const isOthers = ({ name }: Difference) => isKnown(name) && !bySender?.has(name)
  return {
    choices: differing
      .filter((field) => !isMine(field) && !isOthers(field))
      .map(({ name, label, before, after }) => ({ name, label, yours: before, theirs: after })),
    mine: differing.filter(isMine),
    others: differing.filter((field) => isOthers(field) && !isMine(field)),
  }
}

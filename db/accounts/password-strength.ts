import type { ZxcvbnFactory } from '@zxcvbn-ts/core'

const tooWeak = 'Choose a password that is harder to guess, such as four or more unrelated words'
const tooClose = 'Choose a password without your email or the name of this site'

/** @param context - the person's email, the names of the directory and of the host */
export async function weakness(password: string, context: readonly string[]): Promise<string | undefined> {
  const typed = password.normalize('NFKC')
  const words = context.flatMap(wordsOf)
  if (isMostly(typed, words)) return tooClose
  const { score } = (await estimator()).check(typed, [...context, ...words])
  // Score 4 means 10^10 guesses or more, which four unrelated common words need even without spaces.
  return score < 4 ? tooWeak : undefined
}

/** "grace.hopper@example.com" gives "gracehopperexamplecom", "grace", "hopper", "example" and "com". */
function wordsOf(name: string): string[] {
  const parts = name.normalize('NFKC').split(/[^\p{L}\p{M}\p{N}]+/u)
  return [lettersOf(name), ...parts.map(lettersOf)].filter((word) => word.length >= 3)
}

function lettersOf(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, '')
}

function isMostly(password: string, words: string[]): boolean {
  const longestFirst = words.toSorted((one, other) => other.length - one.length)
  const letters = lettersOf(password)
  const left = letters.replaceAll(new RegExp(longestFirst.join('|'), 'gu'), '')
  return left.length < letters.length / 2
}

let loaded: Promise<ZxcvbnFactory> | undefined

/** Loaded with the first password, because the dictionaries take 0.2 seconds and 40 MB. */
function estimator(): Promise<ZxcvbnFactory> {
  loaded ??= load()
  return loaded
}

async function load(): Promise<ZxcvbnFactory> {
  const [{ ZxcvbnFactory }, common, english] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-en'),
  ])
  return new ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...english.dictionary, famous },
    graphs: common.adjacencyGraphs,
    // 200 characters block the process for a second; with both limits it is a twentieth.
    maxLength: 48,
    l33tMaxSubstitutions: 20,
  })
}

// This famous passphrase (https://xkcd.com/936) would otherwise count as four unrelated words.
const famous = ['', ' ', '-', '_', '.'].map((mark) => ['correct', 'horse', 'battery', 'staple'].join(mark))

import type { ZxcvbnFactory } from '@zxcvbn-ts/core'

const tooWeak = 'Choose a password that is harder to guess, such as four or more unrelated words'
const tooClose = 'Choose a password without your email or the name of this site'

/**
 * What a form says about a password that is easily guessed; undefined when the password is fine. How long it must be
 * is not looked at here (NIST SP 800-63B, Password Verifiers, asks for both).
 * @param context - what is known of the person and the site: their e-mail, the names of the directory and the host
 */
export async function weakness(password: string, context: readonly string[]): Promise<string | undefined> {
  const typed = password.normalize('NFKC')
  const words = context.flatMap(wordsOf)
  if (isMostly(typed, words)) return tooClose
  const { score } = (await estimator()).check(typed, [...context, ...words])
  // 4 stands for 10^10 guesses and more, which four unrelated common words take even without spaces.
  return score < 4 ? tooWeak : undefined
}

/** A name, and its parts: "grace.hopper@example.com" has "gracehopperexamplecom", "grace", "hopper", "example", "com". */
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

/** Whether more than half of a password is made of these words. */
function isMostly(password: string, words: string[]): boolean {
  const longestFirst = words.toSorted((one, other) => other.length - one.length)
  const letters = lettersOf(password)
  const left = letters.replaceAll(new RegExp(longestFirst.join('|'), 'gu'), '')
  return left.length < letters.length / 2
}

let loaded: Promise<ZxcvbnFactory> | undefined

/** The dictionaries take 0.2 seconds and 40 MB, so they are loaded when the first password is chosen. */
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
    // 200 characters take a second in which the process does nothing else; with both limits it is a twentieth.
    // What is hard to guess in its first 48 characters is so as a whole.
    maxLength: 48,
    l33tMaxSubstitutions: 20,
  })
}

// The passphrase that everybody knows (https://xkcd.com/936) counts as four unrelated words otherwise.
const famous = ['', ' ', '-', '_', '.'].map((mark) => ['correct', 'horse', 'battery', 'staple'].join(mark))

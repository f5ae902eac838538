// An import of 200 columns has a choice for each, 50 questions and 50 cells to correct.
const mostEntries = 600
const longestName = 100
// Words joined by dots, each with an index of at most three digits: links[3].url
const name = /^[a-z]+(\[\d{1,3}\])?(\.[a-z]+(\[\d{1,3}\])?){0,2}$/i

export const reactPrefix = '$ACTION_'

/**
 * Checked before parsing, because a name such as `links[100000].url` alone costs seconds
 * (https://github.com/edmundhung/conform, array paths).
 */
export function areFieldNamesBounded(data: FormData, intentName: string): boolean {
  const names = [...data.keys()].filter((key) => !key.startsWith(reactPrefix) && key !== intentName)
  return names.length <= mostEntries && names.every(isBounded)
}

function isBounded(key: string): boolean {
  if (key.length > longestName || !name.test(key)) return false
  // Parsed, "id.toString" becomes an object that throws when it is shown or compared as text.
  const [first = '', ...others] = key.replaceAll(/\[\d+\]/g, '').split('.')
  return !(first in Object.prototype) && others.every((word) => !(word in Array.prototype))
}

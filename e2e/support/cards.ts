import ical from 'ical.js'

/** The values of a card, by the name of the property in lower case. A group before the name is left out. */
export type Card = Map<string, string[]>

/** Reads vCards with a parser that others keep. @throws for text that is no vCard 4.0 */
export function readCards(text: string): Card[] {
  if (text === '') return []
  const parsed: unknown = ical.parse(text)
  const components = (Array.isArray((parsed as unknown[])[0]) ? parsed : [parsed]) as Jcard[]
  return components.map(([kind, properties]) => {
    if (kind !== 'vcard') throw new Error(`${kind} is no card`)
    const card: Card = new Map()
    for (const [name, , , ...values] of properties) {
      const plain = name.replace(/^.*\./, '')
      card.set(plain, [...(card.get(plain) ?? []), ...values.flat().map(String)])
    }
    if (card.get('version')?.[0] !== '4.0') throw new Error('a card is not of version 4.0')
    return card
  })
}

/** https://www.rfc-editor.org/rfc/rfc7095 */
type Jcard = [kind: string, properties: [string, unknown, string, ...unknown[]][]]

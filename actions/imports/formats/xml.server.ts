import { Parser } from 'saxen'

/** What is called for each tag of a document, by its name without a prefix, and for each text. */
type Listeners = {
  open?: (name: string, attribute: (name: string) => string | undefined) => void
  close?: (name: string) => void
  text?: (text: string) => void
}

/** Reads XML, or a part of it that is whole. No entity of its own is resolved, and nothing is loaded. @throws Error */
export function readXml(xml: string, { open, close, text }: Listeners): void {
  const parser = new Parser()
  parser.on('openTag', (name, attributes, decode) => {
    open?.(local(name), (wanted) => {
      const found = attributes()
      const value = found[wanted] ?? Object.entries(found).find(([each]) => local(each) === wanted)?.[1]
      return value === undefined ? undefined : decode(value)
    })
  })
  parser.on('closeTag', (name) => close?.(local(name)))
  parser.on('text', (raw, decode) => text?.(decode(raw)))
  parser.on('cdata', (raw) => text?.(raw))
  parser.on('error', (error) => {
    throw error
  })
  parser.parse(xml)
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

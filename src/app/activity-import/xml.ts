import { SaxesParser } from 'saxes'

/** A text that is not well-formed XML. */
export class XmlFault extends Error {}

export interface XmlReader {
  readonly open?: (name: string, attributes: Readonly<Record<string, string>>) => void
  readonly text?: (text: string) => void
  readonly close?: (name: string) => void
}

const localName = (name: string) => name.slice(name.indexOf(':') + 1)

/** Tells elements by their local names. Entities other than the five of XML are faults: a document type declares nothing here. */
export function parseXml(xml: string, { open, text, close }: XmlReader): void {
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw new XmlFault(error.message)
  })
  if (open) parser.on('opentag', ({ name, attributes }) => open(localName(name), attributes as Record<string, string>))
  if (text) {
    parser.on('text', text)
    parser.on('cdata', text)
  }
  if (close) parser.on('closetag', ({ name }) => close(localName(name)))
  parser.write(xml).close()
}

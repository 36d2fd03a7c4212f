type Schema = Readonly<Record<string, unknown>>
interface Operation {
  readonly requestBody?: { readonly content?: Readonly<Record<string, { readonly schema?: Schema }>> }
  readonly responses?: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema?: Schema }>> }>
  >
}
type Paths = Readonly<Record<string, Readonly<Record<string, Operation | undefined>>>>

/** TypeScript of an OpenAPI 3.1 document: what every GET answers, and what every POST or PATCH takes and answers. */
export function apiTypesOf(document: unknown): string {
  const paths = Object.entries((document as { paths: Paths }).paths).filter(([path]) => path.startsWith('/v1/'))
  const reads = paths.flatMap(([path, { get }]) => (get === undefined ? [] : [`'${path}': ${answerOf(get)}`]))
  const commands = paths.flatMap(([path, { post, patch }]) => {
    if (post !== undefined && patch !== undefined) throw new Error(`${path} has two commands`)
    const command = post ?? patch
    if (command === undefined) return []
    return [`'${path}': { readonly body: ${bodyOf(command)}; readonly answer: ${answerOf(command)} }`]
  })
  return `/** Written by scripts/generate-api-types.ts from the interface's OpenAPI document; never by hand. */

/** What a GET answers, by its path. */
export interface Reads {
${reads.join('\n')}
}

/** What a POST or PATCH takes and answers, by its path. */
export interface Commands {
${commands.join('\n')}
}
`
}

const jsonOf = (content: Readonly<Record<string, { readonly schema?: Schema }>> | undefined): Schema | undefined =>
  content?.['application/json']?.schema

const answerOf = ({ responses = {} }: Operation): string => {
  const status = Object.keys(responses).find((code) => code.startsWith('2'))
  const schema = status === undefined ? undefined : jsonOf(responses[status]?.content)
  return schema === undefined ? 'unknown' : typeOf(schema)
}

const bodyOf = ({ requestBody }: Operation): string => {
  const schema = jsonOf(requestBody?.content)
  return schema === undefined ? 'undefined' : typeOf(schema)
}

function typeOf(schema: Schema): string {
  const choices = schema.anyOf ?? schema.oneOf
  if (Array.isArray(choices)) return unionOf(choices.map((choice) => typeOf(choice as Schema)))
  if (Array.isArray(schema.enum)) return unionOf(schema.enum.map((value) => JSON.stringify(value)))
  if ('const' in schema) return JSON.stringify(schema.const)
  if (Array.isArray(schema.type)) return unionOf(schema.type.map((type) => typeOf({ ...schema, type })))
  switch (schema.type) {
    case 'object':
      return objectOf(schema)
    case 'array':
      return `readonly (${typeOf((schema.items ?? {}) as Schema)})[]`
    case 'string':
    case 'boolean':
    case 'null':
      return schema.type
    case 'integer':
    case 'number':
      return 'number'
    default:
      return 'unknown'
  }
}

function objectOf(schema: Schema): string {
  const properties = Object.entries((schema.properties ?? {}) as Record<string, Schema>)
  const required = (schema.required ?? []) as readonly string[]
  const members = properties.map(
    ([name, member]) => `readonly ${JSON.stringify(name)}${required.includes(name) ? '' : '?'}: ${typeOf(member)}`,
  )
  const others = schema.additionalProperties ?? schema.patternProperties
  if (properties.length === 0)
    return typeof others === 'object' && others !== null
      ? `Readonly<Record<string, ${typeOf((schema.patternProperties ? Object.values(others)[0] : others) as Schema)}>>`
      : 'Readonly<Record<string, unknown>>'
  return `{ ${members.join('; ')} }`
}

const unionOf = (types: readonly string[]): string => [...new Set(types)].join(' | ')

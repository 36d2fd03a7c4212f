import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { apiDocument } from '../../scripts/api-types/api-document.js'
import { apiTypesOf } from '../../scripts/api-types/api-types-of.js'
import { projectRoot } from '../../src/config.js'

t.test('an OpenAPI document becomes the types of its reads and commands', async (t) => {
  const schema = (properties: object, required: string[]) => ({
    content: { 'application/json': { schema: { type: 'object', properties, required } } },
  })
  const written = apiTypesOf({
    paths: {
      '/v1/quotas/{id}': {
        get: {
          responses: {
            200: schema(
              {
                limit: { type: 'string' },
                state: { enum: ['A', 'B'] },
                end: { anyOf: [{ type: 'string' }, { type: 'null' }] },
              },
              ['limit', 'state'],
            ),
          },
        },
        post: { requestBody: schema({ version: { type: 'integer' } }, ['version']), responses: { 201: {} } },
      },
      '/health/live': { get: {} },
    },
  })
  t.match(
    written,
    `'/v1/quotas/{id}': { readonly "limit": string; readonly "state": "A" | "B"; readonly "end"?: string | null }`,
  )
  t.match(written, `'/v1/quotas/{id}': { readonly body: { readonly "version": number }; readonly answer: unknown }`)
  t.notMatch(written, '/health/live')
})

t.test("the console's types are those of the interface as it is; else: npm run api:types", async (t) => {
  // Layout is the formatter's business.
  const bare = (text: string) => text.replace(/[\s'"();|]/g, '')
  const kept = readFileSync(join(projectRoot, 'src', 'web', 'src', 'api', 'generated.ts'), 'utf8')
  t.equal(bare(kept), bare(apiTypesOf(await apiDocument())))
})

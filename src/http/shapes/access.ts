import { Type } from 'typebox'
import { Nullable, Shape } from './primitives.js'

export const AwaitedShape = Type.Union(
  [Type.Literal('second_factor'), Type.Literal('enrolment'), Type.Literal('new_password')],
  { description: 'What the session waits for: nothing else is open until then' },
)
/** A person as signed in. */
export const PERSON = {
  expiresAt: Type.String(),
  awaits: Nullable(AwaitedShape),
  user: Shape({ id: Type.String(), username: Type.String(), nameZh: Type.String(), nameEn: Type.String() }),
  organisation: Shape({
    id: Type.String(),
    code: Type.String(),
    kind: Type.String(),
    nameZh: Type.String(),
    nameEn: Type.String(),
  }),
  roles: Type.Array(Type.String()),
}
export const NEW_SESSION = { token: Type.String(), ...PERSON }
export const LiveSessionShape = Shape({
  id: Type.String(),
  createdAt: Type.String(),
  expiresAt: Type.String(),
  address: Nullable(Type.String()),
  agent: Nullable(Type.String()),
  awaits: Nullable(AwaitedShape),
})
/** A code of an app, or a recovery code. */
export const CodeText = Type.String({
  pattern: '^(\\d{6}|[A-Za-z2-7]{4}(-?[A-Za-z2-7]{4}){3})$',
  description: '动态码(6 位)或恢复码 A code of the app, or a recovery code',
  examples: ['123456', 'ABCD-EFGH-IJKL-MNOP'],
})
export const PasswordText = Type.String({ minLength: 1, maxLength: 200 })
export const ReasonText = Type.String({ minLength: 1, maxLength: 500, pattern: '\\S' })

import type { CommandRefusal } from '../../app/command/command.js'
import type { KnownAtRefusal } from '../../app/known-at/settle-known-at.js'
import type { SessionRefusal } from '../../app/sessions/sign-in.js'
import type { ProblemTable } from './problem-table.js'

/** What the edge itself refuses, before or beside any use case. */
export type EdgeRefusal =
  | { readonly code: 'MALFORMED_REQUEST' }
  | { readonly code: 'NOT_FOUND'; readonly what: string }
  | { readonly code: 'FORBIDDEN'; readonly needs: string }
  | { readonly code: 'CROSS_ORIGIN' }
  | { readonly code: 'IDEMPOTENCY_KEY_REQUIRED' }
  | { readonly code: 'STALE_VERSION'; readonly seen: number; readonly current: number }
  | { readonly code: 'BODY_TOO_LARGE' }
  | { readonly code: 'UNSUPPORTED_MEDIA_TYPE'; readonly given: string }
  | { readonly code: 'TOO_MANY_REQUESTS' }
  | { readonly code: 'UNAVAILABLE' }

export const edgeProblems: ProblemTable<EdgeRefusal | SessionRefusal | CommandRefusal | KnownAtRefusal> = {
  MALFORMED_REQUEST: {
    status: 400,
    zh: '请求内容有误,请按 errors 中指出的字段改正。',
    en: 'The request is not well formed; correct the members named in errors.',
  },
  IDEMPOTENCY_KEY_REQUIRED: {
    status: 400,
    zh: '缺少 Idempotency-Key 请求头:请为每次操作生成一个唯一编号,重试时沿用。',
    en: 'The Idempotency-Key header is missing: use one unique key per operation and the same key when retrying.',
  },
  SIGN_IN_REQUIRED: { status: 401, zh: '请先登录,或登录已过期。', en: 'Sign in first; the session may have expired.' },
  SIGN_IN_FAILED: { status: 401, zh: '用户名或密码不正确。', en: 'The username or the password is not correct.' },
  FORBIDDEN: {
    status: 403,
    zh: '您的角色不能进行此操作,需要:{needs}。',
    en: 'Your role may not do this; it needs: {needs}.',
  },
  CROSS_ORIGIN: {
    status: 403,
    zh: '请求来自其他网站,已拒绝。',
    en: 'The request comes from another site and was refused.',
  },
  NOT_FOUND: {
    status: 404,
    zh: '没有找到{what},或您无权查看。',
    en: 'There is no such {what}, or you may not see it.',
  },
  STALE_VERSION: {
    status: 409,
    zh: '记录已被他人更新(您看到的是版本 {seen},现为 {current}),请刷新后再试。',
    en: 'The record has changed since you read it (you saw version {seen}, it is now {current}); read it again.',
  },
  BODY_TOO_LARGE: { status: 413, zh: '请求内容过大。', en: 'The body of the request is too large.' },
  UNSUPPORTED_MEDIA_TYPE: {
    status: 415,
    zh: '此处不接受内容类型“{given}”,一般应为 application/json。',
    en: 'The media type "{given}" is not taken here; most often it is application/json.',
  },
  IDEMPOTENCY_KEY_REUSED: {
    status: 422,
    zh: 'Idempotency-Key {key} 已用于另一个请求,请换一个。',
    en: 'The Idempotency-Key {key} was used for another request; take a new one.',
  },
  KNOWN_AT_NOT_SETTLED: {
    status: 422,
    zh: '知悉时点 {knownAt} 尚未确定:目前最晚可查询到 {latest}。之后的时点仍可能登记新的数据,答案会变。',
    en: 'The instant {knownAt} is not settled yet: the latest that can be asked is {latest}. Facts may still be recorded after it, and the answer would change.',
  },
  TOO_MANY_ATTEMPTS: {
    status: 429,
    zh: '登录失败次数过多,请 {minutes} 分钟后再试。',
    en: 'Too many failed sign-ins; try again in {minutes} minutes.',
  },
  TOO_MANY_REQUESTS: { status: 429, zh: '请求过于频繁,请稍后再试。', en: 'Too many requests; try again shortly.' },
  UNAVAILABLE: {
    status: 503,
    zh: '系统暂时繁忙,请稍后重试。',
    en: 'The system is busy for the moment; try again shortly.',
  },
}

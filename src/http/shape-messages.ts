import type { Told } from './problems.js'

type Params = Readonly<Record<string, unknown>>

const TYPES: Readonly<Record<string, string>> = {
  string: '文本',
  integer: '整数',
  number: '数字',
  boolean: '布尔值',
  object: '对象',
  array: '数组',
  null: '空值',
}
const FORMATS: Readonly<Record<string, string>> = {
  'civil-date': 'YYYY-MM-DD 格式的日期',
  'civil-month': 'YYYY-MM 格式的月份',
  instant: '带时区的 ISO 8601 时刻',
  uscc: '统一社会信用代码',
  uuid: 'UUID 编号',
}
const named = (names: Readonly<Record<string, string>>, given: unknown): string =>
  [given]
    .flat()
    .map((one) => names[String(one)] ?? String(one))
    .join('或')

const CHINESE: Readonly<Record<string, (params: Params) => string>> = {
  required: () => '为必填项',
  additionalProperties: () => '不是可识别的字段',
  type: ({ type }) => `应为${named(TYPES, type)}`,
  pattern: ({ pattern }) => `格式不符,应匹配 ${pattern}`,
  format: ({ format }) => `应为${named(FORMATS, format)}`,
  enum: ({ allowedValues }) => `应为以下之一:${[allowedValues].flat().join('、')}`,
  const: ({ allowedValue }) => `应为 ${allowedValue}`,
  anyOf: () => '不符合任何一种允许的形式',
  oneOf: () => '应恰好符合一种允许的形式',
  minLength: ({ limit }) => `不得少于 ${limit} 个字符`,
  maxLength: ({ limit }) => `不得多于 ${limit} 个字符`,
  minItems: ({ limit }) => `不得少于 ${limit} 项`,
  maxItems: ({ limit }) => `不得多于 ${limit} 项`,
  minimum: ({ limit }) => `不得小于 ${limit}`,
  maximum: ({ limit }) => `不得大于 ${limit}`,
  minProperties: ({ limit }) => `不得少于 ${limit} 个字段`,
  maxProperties: ({ limit }) => `不得多于 ${limit} 个字段`,
  uniqueItems: ({ i, j }) => `第 ${j} 项与第 ${i} 项(从 0 起)重复`,
}

/** What a validator says of a member, in both languages. */
export function shapeMessage(keyword: string, params: Params, message = 'is not valid'): Told {
  return { zh: CHINESE[keyword]?.(params) ?? '不符合要求', en: message }
}

/** 信息类别: what a consent opens, from the name to the meters. */
export const FIELD_GROUPS = ['identity', 'emissions', 'activity', 'rating', 'operating'] as const
export type FieldGroup = (typeof FIELD_GROUPS)[number]

/** What can be looked at, and the group without which it stays closed. */
export const VIEWABLES = { account: 'emissions', rating: 'rating', activity: 'activity' } as const satisfies Record<
  string,
  FieldGroup
>
export type Viewable = keyof typeof VIEWABLES

/** In the order of the table, each once. Identity goes with every consent: figures of nobody are no use. */
export const fieldGroupsOf = (named: readonly FieldGroup[]): readonly FieldGroup[] =>
  FIELD_GROUPS.filter((group) => group === 'identity' || named.includes(group))

/** Groups that are not among the given. */
export const withheldFrom = (granted: readonly FieldGroup[]): readonly FieldGroup[] =>
  FIELD_GROUPS.filter((group) => !granted.includes(group))

import { ok, type Result, refuse } from '../../kernel/result.js'

/** 正常 · 关注 · 次级 · 可疑 · 损失, the best first. */
export const LOAN_CLASSES = ['NORMAL', 'SPECIAL_MENTION', 'SUBSTANDARD', 'DOUBTFUL', 'LOSS'] as const
export type LoanClass = (typeof LOAN_CLASSES)[number]

/** From so many days overdue on, a loan is classified no better than `class`. */
export interface ClassificationFloor {
  readonly class: Exclude<LoanClass, 'NORMAL'>
  readonly fromDaysOverdue: number
  readonly ruleId: string
}

export type ClassificationRefusal =
  /** The floors of a day lack a class, or a worse class begins no later than a better one. */
  { readonly code: 'CLASSIFICATION_FLOORS_UNUSABLE'; readonly class: LoanClass }

export interface Classified {
  readonly class: LoanClass
  /** The rule that set it; null where none did. */
  readonly ruleId: string | null
}

/** The floors of a day in the order of the classes, if every class has one and they rise. */
export function classificationFloors(
  given: readonly ClassificationFloor[],
): Result<readonly ClassificationFloor[], ClassificationRefusal> {
  const floors: ClassificationFloor[] = []
  for (const name of LOAN_CLASSES.slice(1)) {
    const floor = given.find((one) => one.class === name)
    const before = floors.at(-1)?.fromDaysOverdue ?? 0
    if (floor === undefined || floor.fromDaysOverdue <= before)
      return refuse({ code: 'CLASSIFICATION_FLOORS_UNUSABLE', class: name })
    floors.push(floor)
  }
  return ok(floors)
}

/**
 * 商业银行金融资产风险分类办法 (令〔2023〕1号): the best class that the days overdue still allow. A bank may classify worse for other
 * reasons, never better.
 * @param floors as `classificationFloors` gives them
 */
export function classify(daysOverdue: number, floors: readonly ClassificationFloor[]): Classified {
  const floor = floors.findLast(({ fromDaysOverdue }) => daysOverdue >= fromDaysOverdue)
  return floor === undefined ? { class: 'NORMAL', ruleId: null } : floor
}

import fc from 'fast-check'
import t from 'tap'
import {
  type ClassificationFloor,
  classificationFloors,
  classify,
  LOAN_CLASSES,
} from '../../../src/domain/loans/classification.js'

const floor = (name: ClassificationFloor['class'], fromDaysOverdue: number): ClassificationFloor => ({
  class: name,
  fromDaysOverdue,
  ruleId: name,
})
// 令〔2023〕1号: overdue at all, more than 90, more than 270, more than 360 days.
const PUBLISHED = [floor('LOSS', 361), floor('SPECIAL_MENTION', 1), floor('DOUBTFUL', 271), floor('SUBSTANDARD', 91)]
const floors = classificationFloors(PUBLISHED)

t.test('the best class that the days overdue still allow', async (t) => {
  const table: [number, string][] = [
    [0, 'NORMAL'],
    [1, 'SPECIAL_MENTION'],
    [90, 'SPECIAL_MENTION'],
    [91, 'SUBSTANDARD'],
    [270, 'SUBSTANDARD'],
    [271, 'DOUBTFUL'],
    [360, 'DOUBTFUL'],
    [361, 'LOSS'],
  ]
  if (!floors.ok) throw new Error('the published floors are usable')
  for (const [days, name] of table) {
    const classified = classify(days, floors.value)
    t.equal(classified.class, name, `${days} days`)
    t.equal(classified.ruleId, name === 'NORMAL' ? null : name, `${days} days: the rule that set it`)
  }
})

t.test('a class never gets better with another day overdue', async (t) => {
  if (!floors.ok) throw new Error('the published floors are usable')
  const rank = (days: number) => LOAN_CLASSES.indexOf(classify(days, floors.value).class)
  fc.assert(fc.property(fc.nat(2000), (days) => rank(days + 1) >= rank(days)))
  t.pass()
})

t.test('floors that lack a class or do not rise are refused', async (t) => {
  const without = (name: string) => PUBLISHED.filter((one) => one.class !== name)
  const table: [string, readonly ClassificationFloor[], string][] = [
    ['none', [], 'SPECIAL_MENTION'],
    ['one missing', without('DOUBTFUL'), 'DOUBTFUL'],
    ['as late as a better class', [...without('LOSS'), floor('LOSS', 271)], 'LOSS'],
    ['from no day at all', [...without('SPECIAL_MENTION'), floor('SPECIAL_MENTION', 0)], 'SPECIAL_MENTION'],
  ]
  for (const [what, given, name] of table)
    t.match(
      classificationFloors(given),
      { ok: false, refusal: { code: 'CLASSIFICATION_FLOORS_UNUSABLE', class: name } },
      what,
    )
})

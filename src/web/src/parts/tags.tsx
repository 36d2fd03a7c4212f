import type { RuleUse } from '../api/types.js'
import { useLanguage } from '../language/Language.js'

/** A grade by name and colour; never by colour alone. */
export function Grade({ grade }: { readonly grade: string | null | undefined }) {
  const { word, t } = useLanguage()
  return (
    <span className={`grade grade-${(grade ?? 'none').toLowerCase()}`}>
      {grade ? word('grade', grade) : t('grade.none')}
    </span>
  )
}

const TONE: Readonly<Record<string, string>> = {
  ACTIVE: 'good',
  ADOPTED: 'good',
  APPROVED: 'good',
  CONTRACTED: 'going',
  DISBURSED: 'good',
  FROZEN_CONFIRMED: 'good',
  GRANTED: 'good',
  PASSED: 'going',
  DRAWN: 'good',
  PUBLISHED: 'good',
  REGISTERED: 'going',
  APPLIED: 'going',
  REPORTED: 'going',
  PROPOSED: 'going',
  FILED: 'going',
  REQUESTED: 'going',
  REVIEWED: 'going',
  queued: 'going',
  running: 'going',
  succeeded: 'good',
  WRITING: 'going',
  READY: 'good',
  PREPARED: 'going',
  SIGNED: 'good',
  CANCELLED: 'bad',
  FAILED: 'bad',
  PENDING: 'plain',
  cancelled: 'bad',
  cancelling: 'going',
  paused: 'going',
  OPEN: 'going',
  CLOSING: 'going',
  CLOSED: 'good',
  BLOCKED: 'bad',
  RUNNING: 'going',
  DONE: 'good',
  OVERDUE: 'bad',
  WRITTEN_OFF: 'bad',
  SETTLED: 'good',
  SURVEYED: 'going',
  QUOTED: 'going',
  PAID: 'good',
  DUE: 'going',
  CLAIMED: 'going',
  RECOVERED: 'bad',
  SPECIAL_MENTION: 'going',
  SUBSTANDARD: 'bad',
  DOUBTFUL: 'bad',
  LOSS: 'bad',
  IN_FORCE: 'good',
  LIVE: 'good',
  CLAWED_BACK: 'bad',
  REPAID: 'good',
  LISTED: 'good',
  CODED: 'good',
  VOUCHERED: 'good',
  EXTENDED: 'good',
  CURED: 'good',
  SUBMITTED: 'going',
  SUPPLEMENT: 'going',
  PUBLIC_NOTICE: 'going',
  REG_PENDING: 'going',
  RELEASING: 'going',
  ANSWERED: 'going',
  FIRST_REVIEWED: 'going',
  SUSPENDED: 'bad',
  REVOKED: 'bad',
  OBJECTED: 'bad',
  OBJECTION: 'bad',
  LAPSED: 'bad',
  REOPENED: 'bad',
  DISPUTED: 'bad',
  failed: 'bad',
  REJECTED: 'bad',
  REFUSED: 'bad',
  RETURNED: 'bad',
}

/** A state of a record by name. */
export function State({ family, state }: { readonly family: string; readonly state: string }) {
  const { word } = useLanguage()
  return <span className={`state state-${TONE[state] ?? 'plain'}`}>{word(family, state)}</span>
}

/** Where a rule row comes from and how sure it is. */
export function RuleSource({ rule }: { readonly rule: RuleUse | null | undefined }) {
  const { word, t } = useLanguage()
  if (rule === null || rule === undefined) return null
  const status = rule.status?.split(':')[0]?.split(' ')[0]
  return (
    <span className="rule-source">
      {status === undefined ? null : (
        <span className={`status status-${status}`} title={rule.status}>
          {word('status', status)}
        </span>
      )}
      {rule.source === undefined ? null : <span>{rule.source}</span>}
      {rule.ruleId === undefined || rule.ruleId === null ? null : (
        <span className="note">{t('rule.id', { id: rule.ruleId })}</span>
      )}
    </span>
  )
}

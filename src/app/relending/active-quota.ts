import type { QuotaRefusal as QuotaUseRefusal } from '../../domain/relending/quota.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import type { RecordRefusal } from '../command/record-refusal.js'
import type { QuotaRow } from './quota-store.js'

export type QuotaRefusal =
  | RecordRefusal
  | QuotaUseRefusal
  | { readonly code: 'SELF_APPROVAL'; readonly madeBy: string }
  | {
      readonly code: 'STATE_FORBIDS'
      readonly state: string
      readonly event: string
      readonly allowed: readonly string[]
    }
  | { readonly code: 'FACILITY_NOT_IN_FORCE'; readonly facility: string; readonly on: string }
  | { readonly code: 'QUOTA_DOCUMENT_USED'; readonly documentNo: string }
  | { readonly code: 'QUOTA_NOT_ACTIVE'; readonly state: string }

/** Only an activated quota may be filed against, reserved, drawn or changed. */
export const activeQuota = (
  quota: QuotaRow,
): Result<QuotaRow, { readonly code: 'QUOTA_NOT_ACTIVE'; readonly state: string }> =>
  quota.state === 'ACTIVE' ? ok(quota) : refuse({ code: 'QUOTA_NOT_ACTIVE', state: quota.state })

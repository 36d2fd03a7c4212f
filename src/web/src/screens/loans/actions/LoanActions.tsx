import { DownOutlined } from '@ant-design/icons'
import { Button, Dropdown, Modal } from 'antd'
import { type ReactNode, useEffect, useState } from 'react'
import type { LoanRecord, Role } from '../../../api/types.js'
import { useLanguage } from '../../../language/Language.js'
import { useSession } from '../../../shell/session.js'
import { useFilter } from '../../../shell/times.js'
import { DisbursementForm } from './DisbursementForm.js'
import { FeeForm } from './FeeForm.js'
import { PayoffForm } from './PayoffForm.js'
import { MisuseClearanceForm, MisuseForm, PauseForm, RestructureForm, WriteOffForm } from './ProposalForms.js'
import { OverrideDecisionForm, OverrideForm, RatchetFactForm, RatchetTargetForm, RepricingForm } from './RateForms.js'
import { RepaymentForm } from './RepaymentForm.js'

export interface LoanFormProps {
  readonly loan: LoanRecord
  /** Called when it is done; what is given stays to be read. */
  readonly onDone: (result?: ReactNode) => void
}
interface Doing {
  readonly roles: readonly Role[]
  /** States of a loan in which it can be done at all; the interface judges the rest. */
  readonly in: readonly LoanRecord['state'][]
  readonly Form: (props: LoanFormProps) => ReactNode
}

const OFFICER: readonly Role[] = ['loan_officer']
const EITHER: readonly Role[] = ['loan_officer', 'credit_approver']
const RUNNING = ['DISBURSED', 'OVERDUE'] as const

/** Everything that can be done to a loan, in the order of its life. */
const DOINGS = {
  disburse: { roles: OFFICER, in: ['CONTRACTED', 'DISBURSED'], Form: DisbursementForm },
  repayment: { roles: OFFICER, in: [...RUNNING, 'WRITTEN_OFF'], Form: RepaymentForm },
  payoff: { roles: OFFICER, in: RUNNING, Form: PayoffForm },
  fee: { roles: OFFICER, in: RUNNING, Form: FeeForm },
  pause: { roles: OFFICER, in: RUNNING, Form: PauseForm },
  restructure: { roles: OFFICER, in: RUNNING, Form: RestructureForm },
  misuse: { roles: OFFICER, in: RUNNING, Form: MisuseForm },
  misuseCleared: { roles: OFFICER, in: RUNNING, Form: MisuseClearanceForm },
  writeOff: { roles: OFFICER, in: ['OVERDUE'], Form: WriteOffForm },
  repricing: { roles: EITHER, in: RUNNING, Form: RepricingForm },
  override: { roles: EITHER, in: RUNNING, Form: OverrideForm },
  overrideDecision: { roles: ['credit_approver'], in: RUNNING, Form: OverrideDecisionForm },
  ratchetTarget: { roles: OFFICER, in: ['CONTRACTED', ...RUNNING], Form: RatchetTargetForm },
  ratchetFact: { roles: EITHER, in: RUNNING, Form: RatchetFactForm },
} as const satisfies Record<string, Doing>
type DoingName = keyof typeof DOINGS
const FIRST: readonly DoingName[] = ['disburse', 'repayment', 'payoff']

/** What this person may do to the loan now: the first things as buttons, the others in a menu. */
export function LoanActions({ loan }: { readonly loan: LoanRecord }) {
  const { t } = useLanguage()
  const { roles } = useSession()
  const [override] = useFilter('override')
  const [open, setOpen] = useState<DoingName | null>(override === null ? null : 'overrideDecision')
  const [result, setResult] = useState<ReactNode>(null)
  const names = (Object.keys(DOINGS) as DoingName[]).filter((name) => {
    const doing: Doing = DOINGS[name]
    if (name === 'disburse' && loan.disbursed === loan.amount) return false
    if (name === 'misuseCleared' && !loan.position.misused) return false
    if (name === 'misuse' && loan.position.misused) return false
    return doing.in.includes(loan.state) && doing.roles.some((role) => roles.includes(role))
  })
  useEffect(() => {
    if (result === null) return
    const timer = setTimeout(() => setResult(null), 12_000)
    return () => clearTimeout(timer)
  }, [result])
  const first = names.filter((name) => FIRST.includes(name))
  const others = names.filter((name) => !first.includes(name))
  const shown = open !== null && names.includes(open) ? open : null
  const Form = shown === null ? null : DOINGS[shown].Form
  return (
    <>
      {result === null ? null : (
        <span role="status" className="done">
          {result}
        </span>
      )}
      {first.map((name, at) => (
        <Button key={name} type={at === 0 ? 'primary' : 'default'} onClick={() => setOpen(name)}>
          {t(`do.${name}`)}
        </Button>
      ))}
      {others.length === 0 ? null : (
        <Dropdown
          trigger={['click']}
          menu={{
            items: others.map((name) => ({ key: name, label: t(`do.${name}`), onClick: () => setOpen(name) })),
          }}
        >
          <Button>
            {t('do.more')} <DownOutlined />
          </Button>
        </Dropdown>
      )}
      <Modal
        open={shown !== null}
        onCancel={() => setOpen(null)}
        title={shown === null ? null : t(`do.${shown}`).replace(/…$/, '')}
        footer={null}
        width={680}
        destroyOnHidden
      >
        {Form === null ? null : (
          <Form
            loan={loan}
            onDone={(told) => {
              setOpen(null)
              setResult(told ?? t('form.done'))
            }}
          />
        )}
      </Modal>
    </>
  )
}

import { useNavigate } from 'react-router'
import type { CreditReport } from '../../api/types.js'
import { usePages } from '../../api/use-read.js'
import { useLanguage } from '../../language/Language.js'
import { CommandButton } from '../../parts/CommandForm.js'
import { Card } from '../../parts/Page.js'
import { useHasRole } from '../../shell/session.js'
import { useTimes } from '../../shell/times.js'
import { CreditReportTable } from '../credit-reports/CreditReportTable.js'

/** The carbon-credit reports of one enterprise, and the way to have another one made. */
export function EnterpriseReports({ uscc }: { readonly uscc: string }) {
  const { t } = useLanguage()
  const mayIssue = useHasRole('enterprise_user', 'data_steward', 'loan_officer')
  const pages = usePages<CreditReport>('/v1/credit-reports', { uscc })
  return (
    <Card flush title={t('nav.creditReports')} extra={mayIssue ? <Issue uscc={uscc} /> : null}>
      <CreditReportTable
        pages={pages}
        withEnterprise={false}
        empty={t(mayIssue ? 'creditReport.empty' : 'creditReport.emptyAll')}
      />
    </Card>
  )
}

function Issue({ uscc }: { readonly uscc: string }) {
  const { t, word } = useLanguage()
  const { asOf, href } = useTimes()
  const navigate = useNavigate()
  const isBank = useHasRole('loan_officer')
  const purposes = isBank
    ? (['pre_loan', 'post_loan', 'reloan_review'] as const)
    : (['own_use', 'pre_loan', 'post_loan', 'reloan_review'] as const)
  return (
    <CommandButton
      primary
      label={t('creditReport.issue')}
      intro={t(isBank ? 'creditReport.issueIntroBank' : 'creditReport.issueIntro')}
      action="/v1/enterprises/{uscc}/credit-reports"
      params={{ uscc }}
      draft={`credit-report-${uscc}`}
      fields={[
        { name: 'asOf', label: t('creditReport.day'), kind: 'date', initial: asOf ?? '' },
        {
          name: 'purpose',
          label: t('consent.purpose'),
          kind: 'choice',
          initial: purposes[0],
          options: purposes.map((value) => ({ value, label: word('purpose', value) })),
        },
        ...(isBank
          ? []
          : [
              {
                name: 'lenderCode',
                label: t('creditReport.lender'),
                kind: 'text',
                optional: true,
                help: t('creditReport.lenderHelp'),
              } as const,
            ]),
      ]}
      onDone={(report) => navigate(href(`/app/credit-reports/${report.id}`))}
    />
  )
}

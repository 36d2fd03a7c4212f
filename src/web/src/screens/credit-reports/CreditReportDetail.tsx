import { Alert } from 'antd'
import { useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import type { Commands } from '../../api/generated.js'
import type { Dossier, DossierFigure, DossierSource, Named } from '../../api/types.js'
import { useRead } from '../../api/use-read.js'
import { formatInstant } from '../../format/dates.js'
import { useLanguage } from '../../language/Language.js'
import { CommandButton } from '../../parts/CommandForm.js'
import { type Column, DataTable } from '../../parts/DataTable.js'
import { Card, Facts, Page } from '../../parts/Page.js'
import { Await } from '../../parts/States.js'
import { Grade } from '../../parts/tags.js'
import { useHasRole } from '../../shell/session.js'
import { useTimes } from '../../shell/times.js'
import { Differences } from './Differences.js'
import { Shown } from './Shown.js'

type Reissued = Commands['/v1/credit-reports/{id}/reissue']['answer']

/** 碳信用报告: the document as issued, every figure with the tags of its sources. */
export function CreditReportDetail() {
  const { id = '' } = useParams()
  const asked = useRead<Dossier>(`/v1/credit-reports/${id}`)
  return <Await asked={asked}>{(dossier) => <Sheet key={id} id={id} dossier={dossier} />}</Await>
}

/** What the console shows of the parts that the interface keeps open. */
interface Header {
  readonly number: string
  readonly issuedAt: string
  readonly asOf: string
  readonly knownAt: string
  readonly purpose: string
  readonly issuedFor: Named
  readonly restates: { readonly number: string } | null
}
interface Subject extends Named {
  readonly uscc: string
  readonly verification: string
}

function Sheet({ id, dossier }: { readonly id: string; readonly dossier: Dossier }) {
  const { t, word, name } = useLanguage()
  const mayIssue = useHasRole('enterprise_user', 'data_steward', 'loan_officer')
  const { href } = useTimes()
  const navigate = useNavigate()
  const [again, setAgain] = useState<Reissued | null>(null)
  const header = dossier.header as unknown as Header
  const subject = dossier.subject as unknown as Subject
  const { grade } = dossier.rating as { readonly grade: string }
  return (
    <Page
      title={header.number}
      note={t('creditReport.times', { asOf: header.asOf, knownAt: formatInstant(header.knownAt) })}
      crumbs={[
        { label: t('nav.creditReports'), to: '/app/credit-reports' },
        { label: name(subject), to: `/app/enterprises/${subject.uscc}/credit-reports` },
        { label: header.number },
      ]}
      actions={
        <>
          <a className="ant-btn as-button" href={`/v1/credit-reports/${id}/pdf`} target="_blank" rel="noopener">
            {t('creditReport.openPdf')}
          </a>
          {mayIssue ? (
            <CommandButton
              label={t('creditReport.reissue')}
              intro={t('creditReport.reissueIntro')}
              action="/v1/credit-reports/{id}/reissue"
              params={{ id }}
              draft={`reissue-${id}`}
              fields={[]}
              onDone={(answer) => {
                if (answer.outcome === 'restated') navigate(href(`/app/credit-reports/${answer.report.id}`))
                else setAgain(answer)
              }}
            />
          ) : null}
        </>
      }
    >
      {again === null ? null : <Alert type="success" showIcon title={t('creditReport.unchanged')} />}
      <Card>
        <Facts
          items={[
            { label: t('field.enterprise'), value: name(subject) },
            { label: t('field.uscc'), value: <code>{subject.uscc}</code> },
            { label: t('field.grade'), value: <Grade grade={grade} /> },
            { label: t('field.verification'), value: word('verification', subject.verification) },
            { label: t('consent.purpose'), value: word('purpose', header.purpose) },
            { label: t('creditReport.issuedFor'), value: name(header.issuedFor) },
            { label: t('creditReport.issuedAt'), value: formatInstant(header.issuedAt) },
            header.restates === null ? null : { label: t('creditReport.restates'), value: header.restates.number },
          ]}
        />
      </Card>
      <Differences restatement={dossier.restatement} />
      <Figures rows={dossier.figures} />
      <Sources rows={dossier.sources} />
    </Page>
  )
}

function Figures({ rows }: { readonly rows: readonly DossierFigure[] }) {
  const { t, word, name } = useLanguage()
  const columns: readonly Column<DossierFigure>[] = [
    { id: 'name', label: t('creditReport.figure'), show: (row) => name(row) },
    {
      id: 'value',
      label: t('field.value'),
      figure: true,
      show: (row) =>
        row.shown === null ? (
          <span className="note">{word('reason', row.reason ?? 'MISSING')}</span>
        ) : (
          <Shown text={row.shown} unit={row.unit} />
        ),
    },
    { id: 'sources', label: t('creditReport.tags'), show: (row) => row.sources.join(t('list.comma')) },
  ]
  return (
    <Card flush title={t('creditReport.figures')}>
      <DataTable
        id="dossier-figures"
        caption={t('creditReport.figures')}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.id}
      />
    </Card>
  )
}

function Sources({ rows }: { readonly rows: readonly DossierSource[] }) {
  const { t, name, word } = useLanguage()
  const columns: readonly Column<DossierSource>[] = [
    { id: 'tag', label: t('creditReport.tag'), show: (row) => <code>{row.tag}</code> },
    { id: 'name', label: t('field.name'), show: (row) => name(row) },
    { id: 'status', label: t('rule.status'), show: (row) => word('status', row.status) },
    { id: 'source', label: t('rule.source'), show: (row) => <span className="long">{row.source}</span> },
  ]
  return (
    <Card flush title={t('creditReport.sources')}>
      <DataTable
        id="dossier-sources"
        caption={t('creditReport.sources')}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.tag}
      />
    </Card>
  )
}

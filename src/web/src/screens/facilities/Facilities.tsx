import type { Facility, FacilityTerm, RuleProposal } from '../../api/types.js'
import { usePages, useRead } from '../../api/use-read.js'
import { formatInstant } from '../../format/dates.js'
import { useLanguage } from '../../language/Language.js'
import { CommandButton } from '../../parts/CommandForm.js'
import { type Column, DataTable, PagedTable } from '../../parts/DataTable.js'
import { Card, Page } from '../../parts/Page.js'
import { Await } from '../../parts/States.js'
import { RuleSource, State } from '../../parts/tags.js'
import { useHasRole } from '../../shell/session.js'

/** 再贷款工具: the terms in force, each with its source and status; unknown values wait to be entered and approved. */
export function Facilities() {
  const { t, code } = useLanguage()
  const asked = useRead<{ items: readonly Facility[] }>('/v1/reloan-facilities')
  const columns: readonly Column<FacilityTerm>[] = [
    { id: 'term', label: t('facility.term'), show: (row) => <TermName term={row.term} /> },
    {
      id: 'value',
      label: t('field.value'),
      show: (row) => (row.value === null ? <span className="flag">{t('facility.unknown')}</span> : row.value),
    },
    { id: 'valid', label: t('quota.valid'), show: (row) => `${row.validFrom ?? ''} – ${row.validTo ?? ''}` },
    { id: 'source', label: t('rule.source'), show: (row) => <RuleSource rule={row} /> },
  ]
  return (
    <Page
      title={t('nav.facilities')}
      note={t('facility.note')}
      actions={useHasRole('reloan_reviewer') ? <Propose /> : null}
    >
      <Proposals />
      <Await asked={asked}>
        {({ items }) => (
          <>
            {items.map((facility) => (
              <Card
                key={facility.code}
                flush
                title={`${facility.code} ${(code === 'zh' ? facility.nameZh : facility.nameEn) ?? ''}`}
              >
                <DataTable
                  id="facility"
                  caption={facility.code}
                  columns={columns}
                  rows={facility.terms}
                  rowKey={(row) => `${row.term}${row.validFrom}${row.ruleId}`}
                />
              </Card>
            ))}
          </>
        )}
      </Await>
    </Page>
  )
}

function TermName({ term }: { readonly term: string }) {
  const { word } = useLanguage()
  return <>{word('term', term)}</>
}

function Propose() {
  const { t } = useLanguage()
  return (
    <CommandButton
      primary
      label={t('facility.propose')}
      intro={t('maker.approver')}
      path="/v1/rule-proposals"
      draft="rule-proposal"
      fields={[
        { name: 'facility', label: t('reloan.facility'), kind: 'text', initial: 'ZNZX-GREEN-ZQ' },
        { name: 'term', label: t('facility.term'), kind: 'text', initial: 'ratio_cap' },
        { name: 'value', label: t('field.value'), kind: 'text' },
        { name: 'validFrom', label: t('quota.validFrom'), kind: 'date' },
        { name: 'validTo', label: t('quota.validTo'), kind: 'date', optional: true },
        { name: 'source', label: t('rule.source'), kind: 'longText' },
      ]}
    />
  )
}

function Proposals() {
  const { t, word } = useLanguage()
  const pages = usePages<RuleProposal>('/v1/rule-proposals')
  const isApprover = useHasRole('reloan_approver')
  const columns: readonly Column<RuleProposal>[] = [
    { id: 'key', label: t('facility.term'), show: (row) => <code>{row.key}</code> },
    { id: 'value', label: t('field.value'), show: (row) => <code>{JSON.stringify(row.body)}</code> },
    { id: 'from', label: t('quota.validFrom'), show: (row) => row.validFrom },
    { id: 'source', label: t('rule.source'), show: (row) => row.source },
    { id: 'recorded', label: t('field.recordedAt'), optional: true, show: (row) => formatInstant(row.recordedAt) },
    { id: 'state', label: t('field.state'), show: (row) => <State family="proposalState" state={row.state} /> },
    {
      id: 'do',
      label: '',
      show: (row) =>
        isApprover && row.state === 'PROPOSED' ? (
          <CommandButton
            label={t('facility.decide')}
            intro={t('maker.checker')}
            path={`/v1/rule-proposals/${row.id}/decision`}
            draft={`proposal-${row.id}`}
            fixed={{ version: row.version }}
            fields={[
              {
                name: 'decision',
                label: t('field.decision'),
                kind: 'choice',
                initial: 'APPROVE',
                options: ['APPROVE', 'REJECT'].map((value) => ({ value, label: word('decision', value) })),
              },
            ]}
          />
        ) : null,
    },
  ]
  return (
    <Card flush title={t('facility.proposals')}>
      <PagedTable
        id="proposals"
        caption={t('facility.proposals')}
        columns={columns}
        pages={pages}
        rowKey={(row) => row.id}
        empty={t('facility.noProposals')}
      />
    </Card>
  )
}

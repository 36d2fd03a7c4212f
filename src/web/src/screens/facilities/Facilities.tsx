import type { FacilityTerm, Facilities as Published, RuleProposal } from '../../api/types.js'
import { usePages, useRead } from '../../api/use-read.js'
import { formatInstant } from '../../format/dates.js'
import { useLanguage } from '../../language/Language.js'
import { CommandButton } from '../../parts/CommandForm.js'
import { type Column, DataTable, PagedTable } from '../../parts/DataTable.js'
import { Card, Page } from '../../parts/Page.js'
import { Await } from '../../parts/States.js'
import { RuleSource, State } from '../../parts/tags.js'
import { CENTRAL_BANK } from '../../shell/navigation.js'
import { useHasRole } from '../../shell/session.js'
import { useTimes } from '../../shell/times.js'

/** 再贷款工具: the terms in force, each with its source and status; unknown values wait to be entered and approved. */
export function Facilities() {
  const { t, name } = useLanguage()
  const { query } = useTimes()
  const asked = useRead<Published>('/v1/reloan-facilities', query)
  const isReviewer = useHasRole('reloan_reviewer')
  const seesProposals = useHasRole(...CENTRAL_BANK, 'auditor')
  const columns: readonly Column<FacilityTerm>[] = [
    {
      id: 'term',
      label: t('facility.term'),
      show: (row) => (
        <>
          {name(row)} <code className="note">{row.parameter}</code>
        </>
      ),
    },
    {
      id: 'value',
      label: t('field.value'),
      show: (row) =>
        row.value === null ? (
          <span className="flag">{t('facility.unknown')}</span>
        ) : (
          <>
            <span className="long">{row.value}</span>
            {row.inherited ? <span className="note"> {t('facility.inherited', { from: row.facility })}</span> : null}
          </>
        ),
    },
    { id: 'valid', label: t('quota.valid'), show: (row) => `${row.validFrom} – ${row.validTo ?? ''}` },
    { id: 'document', label: t('facility.document'), optional: true, show: (row) => row.document ?? '—' },
    { id: 'source', label: t('rule.source'), show: (row) => <RuleSource rule={row} /> },
  ]
  return (
    <Page title={t('nav.facilities')} note={t('facility.note')} actions={isReviewer ? <Propose /> : null}>
      {seesProposals ? <Proposals /> : null}
      <Await asked={asked}>
        {({ items }) =>
          items.map((facility) => (
            <Card
              key={facility.code}
              flush
              title={`${name(facility)} ${facility.code}`}
              extra={
                <span className="note">
                  {facility.validFrom} – {facility.validTo ?? ''}
                </span>
              }
            >
              <DataTable
                id="facility"
                caption={facility.code}
                columns={columns}
                rows={facility.terms}
                rowKey={(row) => row.parameter}
              />
            </Card>
          ))
        }
      </Await>
    </Page>
  )
}

function Propose() {
  const { t } = useLanguage()
  return (
    <CommandButton
      primary
      label={t('facility.propose')}
      intro={t('maker.approver')}
      action="/v1/rule-proposals"
      draft="rule-proposal"
      fields={[
        { name: 'facility', label: t('reloan.facility'), kind: 'text', initial: 'ZNZX-GREEN-ZQ' },
        { name: 'parameter', label: t('facility.parameter'), kind: 'text', initial: 'ratio_cap' },
        { name: 'value', label: t('field.value'), kind: 'text' },
        { name: 'validFrom', label: t('quota.validFrom'), kind: 'date' },
        { name: 'validTo', label: t('quota.validTo'), kind: 'date', optional: true },
        { name: 'document', label: t('facility.document'), kind: 'longText' },
      ]}
    />
  )
}

function Proposals() {
  const { t, word } = useLanguage()
  const pages = usePages<RuleProposal>('/v1/rule-proposals')
  const isApprover = useHasRole('reloan_approver')
  const columns: readonly Column<RuleProposal>[] = [
    { id: 'facility', label: t('reloan.facility'), show: (row) => row.facility },
    { id: 'parameter', label: t('facility.term'), show: (row) => <code>{row.parameter}</code> },
    { id: 'value', label: t('field.value'), show: (row) => row.value },
    { id: 'from', label: t('quota.valid'), show: (row) => `${row.validFrom} – ${row.validTo ?? ''}` },
    { id: 'document', label: t('facility.document'), show: (row) => row.document },
    { id: 'recorded', label: t('field.recordedAt'), optional: true, show: (row) => formatInstant(row.recordedAt) },
    { id: 'state', label: t('field.state'), show: (row) => <State family="proposalState" state={row.state} /> },
    {
      id: 'do',
      label: t('table.actions'),
      show: (row) =>
        isApprover && row.state === 'PROPOSED' ? (
          <CommandButton
            label={t('facility.decide')}
            intro={t('maker.checker')}
            action="/v1/rule-proposals/{id}/decision"
            params={{ id: row.id }}
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

import type { Verification } from '../../api/types.js'
import { usePages } from '../../api/use-read.js'
import { formatInstant } from '../../format/dates.js'
import { useLanguage } from '../../language/Language.js'
import { CommandButton } from '../../parts/CommandForm.js'
import { type Column, PagedTable } from '../../parts/DataTable.js'
import { Card } from '../../parts/Page.js'
import { useHasRole } from '../../shell/session.js'

const LEVELS = ['none', 'self-declared', 'bank-reviewed', 'limited', 'reasonable'] as const

/** 核查记录: who verified an account, how far and until when; assurance counts once a second person has confirmed it. */
export function Verifications({ uscc }: { readonly uscc: string }) {
  const { t, word } = useLanguage()
  const isSteward = useHasRole('data_steward')
  const isAuditor = useHasRole('auditor')
  const pages = usePages<Verification>(`/v1/enterprises/${uscc}/verifications`)
  const columns: readonly Column<Verification>[] = [
    { id: 'level', label: t('verification.level'), show: (row) => word('verification', row.level) },
    { id: 'period', label: t('verification.period'), show: ({ period }) => `${period.from} – ${period.to}` },
    {
      id: 'verifier',
      label: t('verification.verifier'),
      show: (row) => row.verifierName ?? row.verifierCode ?? '—',
    },
    { id: 'no', label: t('verification.statementNo'), show: (row) => row.statementNo ?? '—' },
    { id: 'valid', label: t('quota.valid'), show: (row) => `${row.validFrom} – ${row.validTo ?? ''}` },
    {
      id: 'evidence',
      label: t('verification.evidence'),
      optional: true,
      show: (row) => <code title={row.evidenceHash ?? undefined}>{row.evidenceHash?.slice(0, 12) ?? '—'}</code>,
    },
    { id: 'recorded', label: t('field.recordedAt'), show: (row) => formatInstant(row.recordedAt) },
    {
      id: 'stands',
      label: t('field.state'),
      show: (row) => (
        <span
          className={`state ${row.stands ? 'state-good' : 'state-going'}`}
          title={row.confirmedAt === null ? undefined : formatInstant(row.confirmedAt)}
        >
          {t(row.stands ? 'verification.stands' : 'verification.waits')}
        </span>
      ),
    },
    ...(isAuditor
      ? [
          {
            id: 'do',
            label: t('table.actions'),
            show: (row: Verification) =>
              row.stands ? null : (
                <CommandButton
                  label={t('verification.confirm')}
                  intro={t('maker.checker')}
                  action="/v1/verifications/{id}/confirmation"
                  params={{ id: row.id }}
                  draft={`verification-${row.id}`}
                  fields={[]}
                />
              ),
          },
        ]
      : []),
  ]
  return (
    <Card flush title={t('verification.title')} extra={isSteward ? <Enter uscc={uscc} /> : null}>
      <PagedTable
        id="verifications"
        caption={t('verification.title')}
        columns={columns}
        pages={pages}
        rowKey={(row) => row.id}
        empty={t(isSteward ? 'verification.emptySteward' : 'verification.empty')}
      />
    </Card>
  )
}

function Enter({ uscc }: { readonly uscc: string }) {
  const { t, word } = useLanguage()
  return (
    <CommandButton
      primary
      label={t('verification.enter')}
      intro={t('verification.intro')}
      action="/v1/enterprises/{uscc}/verifications"
      params={{ uscc }}
      draft={`verification-of-${uscc}`}
      fields={[
        {
          name: 'level',
          label: t('verification.level'),
          kind: 'choice',
          initial: 'limited',
          options: LEVELS.map((value) => ({ value, label: word('verification', value) })),
        },
        { name: 'from', label: t('verification.from'), kind: 'month' },
        { name: 'to', label: t('verification.to'), kind: 'month' },
        {
          name: 'verifierCode',
          label: t('verification.verifierCode'),
          kind: 'text',
          optional: true,
          suggestions: [{ value: 'AUDIT-ZQ', label: 'AUDIT-ZQ' }],
        },
        { name: 'verifierName', label: t('verification.verifier'), kind: 'text', optional: true },
        { name: 'statementNo', label: t('verification.statementNo'), kind: 'text', optional: true },
        { name: 'validFrom', label: t('quota.validFrom'), kind: 'date' },
        { name: 'validTo', label: t('quota.validTo'), kind: 'date', optional: true },
        {
          name: 'evidenceHash',
          label: t('verification.evidence'),
          kind: 'text',
          optional: true,
          help: t('verification.evidenceHelp'),
        },
      ]}
      shape={({ from, to, ...body }) => ({ ...body, period: { from, to } })}
    />
  )
}

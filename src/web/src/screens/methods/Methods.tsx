import { useNavigate } from 'react-router'
import type { MethodProposal } from '../../api/types.js'
import { usePages } from '../../api/use-read.js'
import { formatInstant } from '../../format/dates.js'
import { useLanguage } from '../../language/Language.js'
import { CommandButton } from '../../parts/CommandForm.js'
import { type Column, PagedTable } from '../../parts/DataTable.js'
import { ChoiceFilter, FilterBar } from '../../parts/Filters.js'
import { Card, Page } from '../../parts/Page.js'
import { State } from '../../parts/tags.js'
import { useHasRole } from '../../shell/session.js'
import { Go, useFilter, useTimes } from '../../shell/times.js'
import { KINDS, useContentFields } from './content-fields.js'

const STATES = ['PROPOSED', 'APPROVED', 'REJECTED'] as const

/** 方法与定价的发布: proposals for what the whole city is rated and priced by. */
export function Methods() {
  const { t, word } = useLanguage()
  const isSteward = useHasRole('data_steward')
  const [state] = useFilter('state')
  const pages = usePages<MethodProposal>('/v1/method-proposals', { state })
  const columns: readonly Column<MethodProposal>[] = [
    {
      id: 'key',
      label: t('method.key'),
      show: (row) => <Go to={`/app/methods/${row.id}`}>{row.key}</Go>,
    },
    { id: 'kind', label: t('method.kind'), show: (row) => word('methodKind', row.kind) },
    { id: 'valid', label: t('quota.valid'), show: (row) => `${row.validFrom} – ${row.validTo ?? ''}` },
    { id: 'source', label: t('method.source'), show: (row) => <span className="long">{row.source}</span> },
    {
      id: 'impact',
      label: t('method.impact'),
      show: (row) =>
        row.impact === null
          ? t('method.noImpact')
          : t(row.impact.current ? 'method.impactOn' : 'method.impactOld', { on: row.impact.asOf }),
    },
    { id: 'recorded', label: t('field.recordedAt'), optional: true, show: (row) => formatInstant(row.recordedAt) },
    { id: 'state', label: t('field.state'), show: (row) => <State family="proposalState" state={row.state} /> },
  ]
  return (
    <Page title={t('nav.methods')} note={t('method.note')} actions={isSteward ? <Propose /> : null}>
      <Card flush>
        <FilterBar>
          <ChoiceFilter
            name="state"
            label={t('field.state')}
            options={STATES.map((value) => ({ value, label: word('proposalState', value) }))}
          />
        </FilterBar>
        <PagedTable
          id="method-proposals"
          caption={t('nav.methods')}
          columns={columns}
          pages={pages}
          rowKey={(row) => row.id}
          opens={(row) => `/app/methods/${row.id}`}
          empty={t(isSteward ? 'method.emptySteward' : 'method.empty')}
        />
      </Card>
    </Page>
  )
}

function Propose() {
  const { t, word } = useLanguage()
  const { href } = useTimes()
  const navigate = useNavigate()
  const fields = useContentFields()
  return (
    <CommandButton
      primary
      label={t('method.propose')}
      intro={t('method.proposeIntro')}
      action="/v1/method-proposals"
      draft="method-proposal"
      fields={[
        {
          name: 'kind',
          label: t('method.kind'),
          kind: 'choice',
          initial: 'rating-choice',
          options: KINDS.map((value) => ({ value, label: word('methodKind', value) })),
        },
        ...fields(null),
      ]}
      onDone={(proposal) => navigate(href(`/app/methods/${proposal.id}`))}
    />
  )
}

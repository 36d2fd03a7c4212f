import { useNavigate } from 'react-router'
import type { RegisterFile } from '../../api/types.js'
import { usePages } from '../../api/use-read.js'
import { formatInstant } from '../../format/dates.js'
import { useLanguage } from '../../language/Language.js'
import { CommandButton } from '../../parts/CommandForm.js'
import { type Column, PagedTable } from '../../parts/DataTable.js'
import { ChoiceFilter, FilterBar } from '../../parts/Filters.js'
import { Card, Page } from '../../parts/Page.js'
import { useHasRole } from '../../shell/session.js'
import { Go, useFilter, useTimes } from '../../shell/times.js'
import { INCOMING, OUTGOING } from './kinds.js'
import { TakeIn } from './TakeIn.js'

/** 登记交换文件: files from and for the movables registry, the exchange and the data-property registry. */
export function RegisterFiles() {
  const { t, word } = useLanguage()
  const isOfficer = useHasRole('loan_officer')
  const [kind] = useFilter('kind')
  const navigate = useNavigate()
  const { href } = useTimes()
  const pages = usePages<RegisterFile>('/v1/register-files', { kind })
  const columns: readonly Column<RegisterFile>[] = [
    { id: 'name', label: t('registerFile.name'), show: (row) => <Go to={`/app/registers/${row.id}`}>{row.name}</Go> },
    { id: 'direction', label: t('registerFile.direction'), show: (row) => word('registerDirection', row.direction) },
    { id: 'kind', label: t('registerFile.kind'), show: (row) => word('registerKind', row.kind) },
    { id: 'asOf', label: t('registerFile.asOf'), show: (row) => row.asOf },
    { id: 'rows', label: t('registerFile.rows'), figure: true, show: (row) => row.rows },
    {
      id: 'accepted',
      label: t('registerFile.accepted'),
      figure: true,
      show: (row) => (row.accepted < row.rows ? <span className="overdue">{row.accepted}</span> : row.accepted),
    },
    {
      id: 'hash',
      label: 'SHA-256',
      optional: true,
      show: (row) => <code title={row.sha256}>{row.sha256.slice(0, 12)}</code>,
    },
    { id: 'at', label: t('field.recordedAt'), show: (row) => formatInstant(row.recordedAt) },
  ]
  return (
    <Page
      title={t('nav.registers')}
      note={t('registerFile.note')}
      actions={
        isOfficer ? (
          <>
            <CommandButton
              label={t('registerFile.make')}
              intro={t('registerFile.makeIntro')}
              action="/v1/register-files/outgoing"
              draft="register-outgoing"
              refusals={{ NOTHING_TO_SEND: 'kind' }}
              fields={[
                {
                  name: 'kind',
                  label: t('registerFile.kind'),
                  kind: 'choice',
                  options: OUTGOING.map((value) => ({ value, label: word('registerKind', value) })),
                },
              ]}
              onDone={(file) => navigate(href(`/app/registers/${file.id}`))}
            />
            <TakeIn />
          </>
        ) : null
      }
    >
      <Card flush>
        <FilterBar>
          <ChoiceFilter
            name="kind"
            label={t('registerFile.kind')}
            options={[...INCOMING, ...OUTGOING].map((value) => ({ value, label: word('registerKind', value) }))}
          />
        </FilterBar>
        <PagedTable
          id="register-files"
          caption={t('nav.registers')}
          columns={columns}
          pages={pages}
          rowKey={(row) => row.id}
          opens={(row) => `/app/registers/${row.id}`}
          empty={t(kind === null ? 'registerFile.none' : 'filter.nothing')}
        />
      </Card>
    </Page>
  )
}

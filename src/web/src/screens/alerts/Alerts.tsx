import { useParams } from 'react-router'
import type { CollateralAlert } from '../../api/types.js'
import { usePages, useRead } from '../../api/use-read.js'
import { useLanguage } from '../../language/Language.js'
import { ChoiceFilter, FilterBar } from '../../parts/Filters.js'
import { Card, Page } from '../../parts/Page.js'
import { Await } from '../../parts/States.js'
import { useFilter } from '../../shell/times.js'
import { AlertTable } from './AlertTable.js'

/** 押品预警 of every pledge in sight. */
export function Alerts() {
  const { t, word } = useLanguage()
  const [state] = useFilter('state')
  const pages = usePages<CollateralAlert>('/v1/collateral-alerts', { state })
  return (
    <Page title={t('nav.alerts')} note={t('alert.note')}>
      <Card flush>
        <FilterBar>
          <ChoiceFilter
            name="state"
            label={t('field.state')}
            options={['OPEN', 'ANSWERED', 'CURED', 'CLOSED'].map((value) => ({
              value,
              label: word('alertState', value),
            }))}
          />
        </FilterBar>
        <AlertTable pages={pages} />
      </Card>
    </Page>
  )
}

/** One alert, for who came from its trace. */
export function AlertDetail() {
  const { id = '' } = useParams()
  const { t, word } = useLanguage()
  const asked = useRead<CollateralAlert>(`/v1/collateral-alerts/${id}`)
  return (
    <Await asked={asked}>
      {(alert) => (
        <Page
          title={word('alertKind', alert.kind)}
          crumbs={[{ label: t('nav.alerts'), to: '/app/alerts' }, { label: word('alertKind', alert.kind) }]}
        >
          <Card flush>
            <AlertTable
              pages={{
                items: [alert],
                error: null,
                isPending: false,
                isFetching: false,
                hasMore: false,
                more: () => {},
                again: () => {},
              }}
            />
          </Card>
        </Page>
      )}
    </Await>
  )
}

import type { RoleRow } from '../../api/types.js'
import { useRead } from '../../api/use-read.js'
import { useLanguage } from '../../language/Language.js'
import { type Column, DataTable } from '../../parts/DataTable.js'
import { Card, Page } from '../../parts/Page.js'
import { Await } from '../../parts/States.js'
import { Go } from '../../shell/times.js'

/** 角色: the three officers with their mandates, and every business role. */
export function Roles() {
  const { t, word } = useLanguage()
  const asked = useRead<{ items: readonly RoleRow[] }>('/v1/roles')
  const role: Column<RoleRow> = { id: 'role', label: t('roles.role'), show: (row) => word('role', row.role) }
  const kinds: Column<RoleRow> = {
    id: 'kinds',
    label: t('roles.kinds'),
    show: (row) => row.kinds.map((kind) => word('organisationKind', kind)).join(t('list.comma')),
  }
  const holders: Column<RoleRow> = {
    id: 'holders',
    label: t('roles.holders'),
    figure: true,
    show: (row) => <Go to={`/app/users?role=${row.role}`}>{row.holders}</Go>,
  }
  const mandate: Column<RoleRow> = {
    id: 'may',
    label: t('roles.may'),
    show: (row) => <span className="long">{word('mandate', row.role)}</span>,
  }
  return (
    <Page title={t('nav.roles')} note={t('roles.note')}>
      <Await asked={asked}>
        {({ items }) => (
          <>
            <Card flush title={t('roles.officers')}>
              <DataTable
                id="roles-officers"
                caption={t('roles.officers')}
                columns={[role, mandate, holders]}
                rows={items.filter(({ officer }) => officer)}
                rowKey={(row) => row.role}
              />
            </Card>
            <Card flush title={t('roles.business')}>
              <DataTable
                id="roles-business"
                caption={t('roles.business')}
                columns={[role, kinds, holders]}
                rows={items.filter(({ officer }) => !officer)}
                rowKey={(row) => row.role}
              />
            </Card>
          </>
        )}
      </Await>
    </Page>
  )
}

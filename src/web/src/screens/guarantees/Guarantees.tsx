import { Button } from 'antd'
import type { Guarantee } from '../../api/types.js'
import { usePages } from '../../api/use-read.js'
import { useLanguage } from '../../language/Language.js'
import { Page } from '../../parts/Page.js'
import { Failure, Loading, Nothing } from '../../parts/States.js'
import { GuaranteeCard } from './GuaranteeCard.js'

/** 担保: a guarantor's own, or those of the bank's loans. */
export function Guarantees() {
  const { t } = useLanguage()
  const pages = usePages<Guarantee>('/v1/guarantees')
  return (
    <Page title={t('nav.guarantees')} note={t('guarantee.note')}>
      {pages.items === undefined ? (
        pages.error === null ? (
          <Loading />
        ) : (
          <Failure error={pages.error} again={pages.again} />
        )
      ) : pages.items.length === 0 ? (
        <Nothing>{t('guarantee.empty')}</Nothing>
      ) : (
        <>
          {pages.items.map((guarantee) => (
            <GuaranteeCard key={guarantee.id} guarantee={guarantee} />
          ))}
          {pages.hasMore ? (
            <div>
              <Button onClick={pages.more} loading={pages.isFetching}>
                {t('table.more')}
              </Button>
            </div>
          ) : null}
        </>
      )}
    </Page>
  )
}

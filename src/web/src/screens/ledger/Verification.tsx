import { Alert, Button } from 'antd'
import { useState } from 'react'
import type { JournalVerdict } from '../../api/types.js'
import { useRead } from '../../api/use-read.js'
import { useLanguage } from '../../language/Language.js'
import { Card } from '../../parts/Page.js'
import { Await } from '../../parts/States.js'

/** 账簿链校验: the whole chain computed anew, when somebody asks. */
export function Verification() {
  const { t, word } = useLanguage()
  const [isAsked, ask] = useState(false)
  const asked = useRead<JournalVerdict>(isAsked ? '/v1/ledger/verification' : null)
  return (
    <Card
      title={t('ledger.verification')}
      extra={
        <Button onClick={() => (isAsked ? void asked.refetch() : ask(true))} loading={isAsked && asked.isFetching}>
          {t('ledger.verify')}
        </Button>
      }
    >
      {isAsked ? (
        <Await asked={asked}>
          {(verdict) => (
            <Alert
              type={verdict.intact ? 'success' : 'error'}
              showIcon
              title={
                verdict.broken === null
                  ? t('ledger.intact', { sealed: verdict.sealed, unsealed: verdict.unsealed })
                  : t('ledger.broken', {
                      seq: verdict.broken.seq ?? '?',
                      reason: word('brokenChain', verdict.broken.reason),
                    })
              }
              description={
                <>
                  {t('ledger.head')} <code className="clip">{verdict.head}</code>
                </>
              }
            />
          )}
        </Await>
      ) : (
        <p className="note">{t('ledger.verificationNote')}</p>
      )}
    </Card>
  )
}

import { Alert, Button, Result, Select } from 'antd'
import type { ReactNode } from 'react'
import type { Query } from '../api/client.js'
import { Problem } from '../api/problem.js'
import type { FieldGroup } from '../api/types.js'
import { useRead } from '../api/use-read.js'
import { useLanguage } from '../language/Language.js'
import { BANK } from '../shell/navigation.js'
import { useHasRole } from '../shell/session.js'
import { Go, useFilter } from '../shell/times.js'
import { Await } from './States.js'

/** Reads out of an account, for the purpose that the address names. */
export function useLook<T>(path: string | null, query: Query = {}) {
  const [purpose] = useFilter('purpose')
  return useRead<T>(path, { ...query, purpose })
}

/** The purposes among which a look must choose, where the interface has said so; null: that is not what it said. */
function purposesIn(error: Error | null): readonly string[] | null {
  if (!(error instanceof Problem)) return null
  const { purposes, allowed } = error.facts
  const named = error.code === 'PURPOSE_REQUIRED' ? purposes : error.code === 'PURPOSE_NOT_YOURS' ? allowed : null
  return Array.isArray(named) ? named.map(String) : null
}

/** What keeps a look out and can be cured here: a purpose to choose, a consent to ask for. Else what is below. */
export function LookGate({
  error,
  uscc,
  children,
}: {
  readonly error: Error | null
  readonly uscc?: string
  readonly children: ReactNode
}) {
  const [, choose] = useFilter('purpose')
  const { t, word } = useLanguage()
  const isBank = useHasRole(...BANK)
  const purposes = purposesIn(error)
  if (purposes !== null)
    return (
      <Result
        status="info"
        title={t('look.purposeTitle')}
        subTitle={t('look.purposeNote')}
        extra={
          <div className="row look-purposes">
            {purposes.map((purpose) => (
              <Button key={purpose} onClick={() => choose(purpose)}>
                {word('purpose', purpose)}
              </Button>
            ))}
          </div>
        }
      />
    )
  const isClosed = error instanceof Problem && (error.code === 'CONSENT_REQUIRED' || error.code === 'NOT_FOUND')
  if (isBank && isClosed)
    return (
      <Result
        status="info"
        title={t('look.closed')}
        subTitle={t('look.closedDo')}
        extra={
          <Go to="/app/consents" query={{ ask: uscc, purpose: null }}>
            {t('consent.ask')}
          </Go>
        }
      />
    )
  return children
}

/** Shows what a look answered, with what was kept back and for what purpose it was. */
export function AwaitLook<T extends { readonly withheld?: readonly string[] }>({
  asked,
  uscc,
  children,
}: {
  readonly asked: ReturnType<typeof useRead<T>>
  readonly uscc?: string
  readonly children: (answer: T) => ReactNode
}) {
  return (
    <LookGate error={asked.data === undefined ? asked.error : null} {...(uscc === undefined ? {} : { uscc })}>
      <Await asked={asked}>
        {(answer) => (
          <>
            <ChosenPurpose />
            <Withheld groups={answer.withheld ?? []} />
            {children(answer)}
          </>
        )}
      </Await>
    </LookGate>
  )
}

const CHOICES = ['pre_loan', 'post_loan', 'reloan_review'] as const

/** The purpose that was chosen, where one was; it can be changed. */
export function ChosenPurpose() {
  const { t, word } = useLanguage()
  const [purpose, choose] = useFilter('purpose')
  if (purpose === null) return null
  return (
    <div className="row">
      <Select
        aria-label={t('look.purpose')}
        prefix={<span className="note">{t('look.purpose')}</span>}
        value={purpose}
        onChange={(next: string) => choose(next)}
        options={CHOICES.map((value) => ({ value, label: word('purpose', value) }))}
        popupMatchSelectWidth={false}
        className="filter"
      />
    </div>
  )
}

/** Field groups that the enterprise has not opened: what is missing below is missing for this reason. */
export function Withheld({ groups }: { readonly groups: readonly string[] }) {
  const { t } = useLanguage()
  const isBank = useHasRole(...BANK)
  if (groups.length === 0) return null
  return (
    <Alert
      type="info"
      showIcon
      title={
        <>
          {t('look.withheld')} <FieldGroups groups={groups as readonly FieldGroup[]} />{' '}
          {isBank ? <Go to="/app/consents">{t('look.withheldDo')}</Go> : null}
        </>
      }
    />
  )
}

/** Field groups by name. */
export function FieldGroups({ groups }: { readonly groups: readonly FieldGroup[] }) {
  const { t, word } = useLanguage()
  return groups.map((group) => word('group', group)).join(t('list.comma'))
}

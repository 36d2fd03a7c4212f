import type { ReactNode } from 'react'
import { Problem } from '../../api/problem.js'
import { useRead } from '../../api/use-read.js'
import { useLanguage } from '../../language/Language.js'
import { Card, type Fact, Facts, Page } from '../../parts/Page.js'
import { Await, Nothing } from '../../parts/States.js'
import { State } from '../../parts/tags.js'
import { ProcessCard } from './ProcessCard.js'
import type { Process } from './process.js'
import { StepForm, SUBJECT_PATHS, type SubjectName } from './StepForm.js'

interface Subject {
  readonly id: string
  readonly state: string
  readonly process: Process
}

/** A subject of the rights chain: what it is, what may happen next, what has happened. */
export function SubjectDetail<T extends Subject>({
  subject,
  id,
  title,
  facts,
  actions,
  children,
}: {
  readonly subject: SubjectName
  readonly id: string
  readonly title: (row: T) => string
  readonly facts: (row: T) => readonly (Fact | null | false)[]
  readonly actions?: (row: T) => ReactNode
  readonly children?: (row: T) => ReactNode
}) {
  const { t } = useLanguage()
  const asked = useRead<T>(`${SUBJECT_PATHS[subject]}/${id}`)
  const family = `${subject}State`
  const crumbs = [
    { label: t('nav.rights'), to: '/app/rights' },
    { label: t(`rights.${subject}`), to: `/app/rights/${subject}` },
  ]
  // What is published of a right may be read by others than those who see how it is handled.
  if (asked.error instanceof Problem && asked.error.status === 404)
    return (
      <Page title={t(`rights.${subject}`)} crumbs={crumbs}>
        <Card>
          <Nothing>{t('rights.notYours')}</Nothing>
        </Card>
      </Page>
    )
  return (
    <Await asked={asked}>
      {(row) => (
        <Page title={title(row)} crumbs={[...crumbs, { label: title(row) }]} actions={actions?.(row)}>
          <Card>
            <Facts
              items={[
                { label: t('field.state'), value: <State family={family} state={row.process.state} /> },
                ...facts(row),
              ]}
            />
          </Card>
          <ProcessCard
            process={row.process}
            family={family}
            form={(step) => <StepForm subject={subject} id={row.id} version={row.process.version} step={step} />}
          />
          {children?.(row)}
        </Page>
      )}
    </Await>
  )
}

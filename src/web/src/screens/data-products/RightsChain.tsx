import { Problem } from '../../api/problem.js'
import type { DataProductRecord } from '../../api/types.js'
import { useRead } from '../../api/use-read.js'
import { useLanguage } from '../../language/Language.js'
import { Card } from '../../parts/Page.js'
import { Loading } from '../../parts/States.js'
import { State } from '../../parts/tags.js'
import { Go } from '../../shell/times.js'
import { Deadline } from '../rights/ProcessCard.js'
import { isOpen, type Process } from '../rights/process.js'
import { StepForm, SUBJECT_PATHS, type SubjectName } from '../rights/StepForm.js'

/** The rights a product rests on, each with its state, its clock and the steps that are open. */
export function RightsChain({ product }: { readonly product: DataProductRecord }) {
  const { t } = useLanguage()
  const links: readonly (readonly [SubjectName, string | null])[] = [
    ['authorisations', product.authorisationId],
    ['registrations', product.registrationId],
    ['listings', product.listingId],
  ]
  const known = links.filter(([, id]) => id !== null)
  return (
    <>
      {known.length === 0 ? (
        <Card>
          <p>{t('rights.notRecorded')}</p>
          <p className="note">{t('rights.notRecordedNote')}</p>
        </Card>
      ) : null}
      {known.map(([subject, id]) => (
        <Link key={subject} subject={subject} id={id ?? ''} />
      ))}
    </>
  )
}

function Link({ subject, id }: { readonly subject: SubjectName; readonly id: string }) {
  const { t, word } = useLanguage()
  const asked = useRead<{ readonly id: string; readonly process: Process }>(`${SUBJECT_PATHS[subject]}/${id}`)
  const process = asked.data?.process
  const last = process?.steps.at(-1)
  return (
    <Card
      title={
        process === undefined ? (
          t(`rights.${subject}`)
        ) : (
          <Go to={`/app/rights/${subject}/${id}`}>{t(`rights.${subject}`)}</Go>
        )
      }
      extra={process === undefined ? undefined : <Deadline on={process.deadlineOn} event={process.deadlineEvent} />}
    >
      {asked.error instanceof Problem && asked.error.status === 404 ? (
        <p className="note">{t('rights.notYours')}</p>
      ) : process === undefined ? (
        <Loading />
      ) : (
        <>
          <p>
            <State family={`${subject}State`} state={process.state} />{' '}
            {last === undefined ? null : (
              <span className="note">
                {last.on} {word('take', last.event)}
              </span>
            )}
          </p>
          <div className="actions">
            {process.openSteps
              .filter((step) => isOpen(step))
              .map((step) => (
                <span key={step.event + step.to}>
                  <StepForm subject={subject} id={id} version={process.version} step={step} />
                </span>
              ))}
          </div>
        </>
      )}
    </Card>
  )
}

import { useNavigate, useParams } from 'react-router'
import type { MethodProposalRecord } from '../../api/types.js'
import { useRead } from '../../api/use-read.js'
import { formatInstant } from '../../format/dates.js'
import { useLanguage } from '../../language/Language.js'
import { CommandButton } from '../../parts/CommandForm.js'
import { Card, Facts, Page } from '../../parts/Page.js'
import { Await, Nothing } from '../../parts/States.js'
import { State } from '../../parts/tags.js'
import { useHasRole } from '../../shell/session.js'
import { useTimes } from '../../shell/times.js'
import { useContentFields } from './content-fields.js'
import { Impact } from './Impact.js'

/** One proposal: its content, what it would do to the live book, and the decision of the branch. */
export function MethodDetail() {
  const { id = '' } = useParams()
  const asked = useRead<MethodProposalRecord>(`/v1/method-proposals/${id}`)
  return <Await asked={asked}>{(proposal) => <Sheet proposal={proposal} />}</Await>
}

function Sheet({ proposal }: { readonly proposal: MethodProposalRecord }) {
  const { t, word } = useLanguage()
  const { impact } = proposal
  const title = `${word('methodKind', proposal.kind)} ${proposal.key}`
  return (
    <Page
      title={title}
      crumbs={[{ label: t('nav.methods'), to: '/app/methods' }, { label: title }]}
      actions={proposal.state === 'PROPOSED' ? <Actions proposal={proposal} /> : null}
    >
      <Card>
        <Facts
          items={[
            { label: t('field.state'), value: <State family="proposalState" state={proposal.state} /> },
            { label: t('quota.valid'), value: `${proposal.validFrom} – ${proposal.validTo ?? ''}` },
            { label: t('rule.status'), value: word('status', proposal.status) },
            { label: t('field.recordedAt'), value: formatInstant(proposal.recordedAt) },
            { label: t('method.source'), value: proposal.source, wide: true },
            proposal.opinion !== null && { label: t('field.opinion'), value: proposal.opinion, wide: true },
            proposal.ruleIds.length > 0 && {
              label: t('method.publishedAs'),
              value: proposal.ruleIds.map((rule) => t('rule.id', { id: rule })).join(t('list.comma')),
              wide: true,
            },
          ]}
        />
      </Card>
      {impact === null ? (
        <Card title={t('method.impact')}>
          <Nothing>{t('method.impactMissing')}</Nothing>
        </Card>
      ) : (
        <Impact report={impact.report} current={impact.current} knownAt={impact.knownAt} hash={impact.documentHash} />
      )}
      <details className="card definitions" open={impact === null}>
        <summary>{t('method.document')}</summary>
        <pre className="document">{JSON.stringify(proposal.document, null, 2)}</pre>
      </details>
    </Page>
  )
}

function Actions({ proposal }: { readonly proposal: MethodProposalRecord }) {
  const { t, word } = useLanguage()
  const { asOf, href } = useTimes()
  const navigate = useNavigate()
  const isSteward = useHasRole('data_steward')
  const isApprover = useHasRole('reloan_approver')
  const fields = useContentFields()
  const params = { id: proposal.id }
  return (
    <>
      {isSteward ? (
        <>
          <CommandButton
            label={t('method.revise')}
            intro={t('method.reviseIntro')}
            action="/v1/method-proposals/{id}/revision"
            params={params}
            draft={`method-revision-${proposal.id}-${proposal.version}`}
            fixed={{ kind: proposal.kind, version: proposal.version }}
            fields={fields(proposal)}
          />
          <CommandButton
            primary
            label={t('method.compute')}
            intro={t('method.computeIntro')}
            action="/v1/method-proposals/{id}/impact"
            params={params}
            draft={`method-impact-${proposal.id}`}
            fields={[{ name: 'asOf', label: t('times.asOf'), kind: 'date', optional: true, initial: asOf ?? '' }]}
            // A large city is computed by a job, which is what is answered then.
            onDone={(answer) => {
              if ('payload' in answer) navigate(href(`/app/jobs/${answer.id}`))
            }}
          />
        </>
      ) : null}
      {isApprover ? (
        <CommandButton
          primary
          label={t('method.decide')}
          intro={t('method.decideIntro')}
          action="/v1/method-proposals/{id}/decision"
          params={params}
          draft={`method-decision-${proposal.id}`}
          fixed={{ version: proposal.version }}
          fields={[
            {
              name: 'decision',
              label: t('field.decision'),
              kind: 'choice',
              initial: 'APPROVE',
              options: ['APPROVE', 'REJECT'].map((value) => ({ value, label: word('decision', value) })),
            },
            { name: 'opinion', label: t('field.opinion'), kind: 'longText' },
          ]}
        />
      ) : null}
    </>
  )
}

import { Steps } from 'antd'
import { useParams } from 'react-router'
import type { Pledge } from '../../api/types.js'
import { useRead } from '../../api/use-read.js'
import { useLanguage } from '../../language/Language.js'
import { CommandButton } from '../../parts/CommandForm.js'
import { Amount } from '../../parts/Figure.js'
import { Card, Facts, Page } from '../../parts/Page.js'
import { Await } from '../../parts/States.js'
import { State } from '../../parts/tags.js'
import { useHasRole } from '../../shell/session.js'
import { Go } from '../../shell/times.js'

const LIFE = ['CONTRACTED', 'REGISTERED', 'FROZEN_CONFIRMED', 'RELEASED'] as const

export function PledgeDetail() {
  const { id = '' } = useParams()
  const { t, word } = useLanguage()
  const asked = useRead<Pledge>(`/v1/pledges/${id}`)
  return (
    <Await asked={asked}>
      {(pledge) => (
        <Page
          title={t('pledge.title', { no: pledge.certificateNo })}
          crumbs={[{ label: t('nav.pledges'), to: '/app/pledges' }, { label: pledge.certificateNo }]}
          actions={<NextStep pledge={pledge} />}
        >
          <Card>
            <Steps
              size="small"
              current={LIFE.indexOf(pledge.state as (typeof LIFE)[number])}
              items={LIFE.map((state) => ({ title: word('pledgeState', state) }))}
            />
          </Card>
          <Card>
            <Facts
              items={[
                { label: t('field.state'), value: <State family="pledgeState" state={pledge.state} /> },
                { label: t('pledge.pledgor'), value: pledge.uscc === null ? '—' : <code>{pledge.uscc}</code> },
                {
                  label: t('product.title'),
                  value: <Go to={`/app/data-products/${pledge.dataProductId}`}>{t('pledge.openProduct')}</Go>,
                },
                { label: t('product.right'), value: word('right', pledge.rightType) },
                { label: t('pledge.securedLimit'), value: <Amount yuan={pledge.securedLimit} /> },
                { label: t('pledge.contractedOn'), value: pledge.contractedOn },
                { label: t('pledge.queryNo'), value: `${pledge.queryCertificateNo} (${pledge.queryCertificateOn})` },
                {
                  label: t('pledge.registrationNo'),
                  value: pledge.registrationNo === null ? '—' : `${pledge.registrationNo} (${pledge.registeredOn})`,
                },
                { label: t('pledge.registrationEnd'), value: pledge.registrationValidTo ?? '—' },
                {
                  label: t('pledge.freezeNo'),
                  value: pledge.freezeReceiptNo === null ? '—' : `${pledge.freezeReceiptNo} (${pledge.frozenOn})`,
                },
                { label: t('pledge.releasedOn'), value: pledge.releasedOn ?? '—' },
              ]}
            />
          </Card>
        </Page>
      )}
    </Await>
  )
}

/** The one step that can follow, for the officer. */
function NextStep({ pledge }: { readonly pledge: Pledge }) {
  const { t } = useLanguage()
  if (!useHasRole('loan_officer')) return null
  const common = {
    draft: `pledge-${pledge.id}-${pledge.state}`,
    params: { id: pledge.id },
    fixed: { version: pledge.version },
  }
  if (pledge.state === 'CONTRACTED')
    return (
      <CommandButton
        {...common}
        primary
        label={t('pledge.register')}
        action="/v1/pledges/{id}/registration"
        fields={[
          { name: 'registrationNo', label: t('pledge.registrationNo'), kind: 'text' },
          { name: 'registeredOn', label: t('pledge.registeredOn'), kind: 'date' },
          {
            name: 'validTo',
            label: t('pledge.registrationEnd'),
            kind: 'date',
            help: t('pledge.registrationHelp'),
          },
        ]}
      />
    )
  if (pledge.state === 'REGISTERED')
    return (
      <CommandButton
        {...common}
        primary
        label={t('pledge.freeze')}
        intro={t('pledge.freezeIntro')}
        action="/v1/pledges/{id}/freeze-confirmation"
        fields={[
          { name: 'freezeReceiptNo', label: t('pledge.freezeNo'), kind: 'text' },
          { name: 'frozenOn', label: t('pledge.frozenOn'), kind: 'date' },
        ]}
      />
    )
  if (pledge.state === 'FROZEN_CONFIRMED')
    return (
      <CommandButton
        {...common}
        label={t('pledge.release')}
        action="/v1/pledges/{id}/release"
        fields={[
          { name: 'releasedOn', label: t('pledge.releasedOn'), kind: 'date' },
          { name: 'reason', label: t('field.reason'), kind: 'longText' },
        ]}
      />
    )
  return null
}

import { DownloadOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useParams } from 'react-router'
import type { RegisterFileRecord } from '../../api/types.js'
import { useRead } from '../../api/use-read.js'
import { formatInstant } from '../../format/dates.js'
import { useLanguage } from '../../language/Language.js'
import { type Column, DataTable } from '../../parts/DataTable.js'
import { Card, Facts, Page } from '../../parts/Page.js'
import { Await } from '../../parts/States.js'
import { Go } from '../../shell/times.js'
import { BodyTold } from '../reloan-life/BodyTold.js'

type Row = RegisterFileRecord['answers'][number]
type Members = Readonly<Record<string, unknown>>
const membersOf = (value: unknown): Members => (typeof value === 'object' && value !== null ? (value as Members) : {})
const TONES: Readonly<Record<string, string>> = { APPLIED: 'yes', SENT: 'yes', KEPT: 'warn', REFUSED: 'no' }

/** One file with the answer to each of its rows. */
export function RegisterFileDetail() {
  const { id = '' } = useParams()
  const { t, word } = useLanguage()
  const asked = useRead<RegisterFileRecord>(`/v1/register-files/${id}`)
  return (
    <Await asked={asked}>
      {(file) => (
        <Page
          title={file.name}
          note={word('registerKind', file.kind)}
          crumbs={[{ label: t('nav.registers'), to: '/app/registers' }, { label: file.name }]}
          actions={
            file.direction === 'OUT' ? (
              <Button
                type="primary"
                icon={<DownloadOutlined />}
                href={`/v1/register-files/${file.id}/content`}
                download={file.name}
              >
                {t('registerFile.download')}
              </Button>
            ) : null
          }
        >
          <Card>
            <Facts
              items={[
                { label: t('registerFile.direction'), value: word('registerDirection', file.direction) },
                { label: t('registerFile.asOf'), value: file.asOf },
                { label: t('registerFile.rows'), value: file.rows },
                { label: t('registerFile.accepted'), value: file.accepted },
                { label: t('field.recordedAt'), value: formatInstant(file.recordedAt) },
                { label: 'SHA-256', value: <code>{file.sha256}</code>, wide: true },
              ]}
            />
          </Card>
          <Card flush title={t('registerFile.answers')}>
            <Answers rows={file.answers} />
          </Card>
        </Page>
      )}
    </Await>
  )
}

function Answers({ rows }: { readonly rows: readonly Row[] }) {
  const { t, word } = useLanguage()
  const columns: readonly Column<Row>[] = [
    { id: 'no', label: t('day.no'), figure: true, width: 60, show: (row) => row.no },
    { id: 'body', label: t('registerFile.row'), show: (row) => <BodyTold body={membersOf(row.body)} /> },
    {
      id: 'outcome',
      label: t('filing.outcome'),
      show: (row) => (
        <span className={`mark mark-${TONES[row.outcome] ?? 'warn'}`}>{word('registerOutcome', row.outcome)}</span>
      ),
    },
    { id: 'answer', label: t('registerFile.answer'), show: (row) => <Answer answer={membersOf(row.answer)} /> },
    {
      id: 'pledge',
      label: t('subject.pledge'),
      show: (row) =>
        row.pledgeId === null ? '—' : <Go to={`/app/pledges/${row.pledgeId}`}>{row.pledgeId.slice(0, 8)}</Go>,
    },
  ]
  return (
    <DataTable
      id="register-answers"
      caption={t('registerFile.answers')}
      columns={columns}
      rows={rows}
      rowKey={(row) => String(row.no)}
    />
  )
}

/** A refusal by its code in words, with its facts. */
function Answer({ answer }: { readonly answer: Members }) {
  const { word } = useLanguage()
  const { code, ...facts } = answer
  if (code === undefined && Object.keys(facts).length === 0) return <>—</>
  return (
    <>
      {code === undefined ? null : <strong>{word('refusal', String(code))}</strong>}
      {Object.keys(facts).length === 0 ? null : <BodyTold body={facts} />}
    </>
  )
}

import { DownloadOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import type { ExportRun } from '../../api/types.js'
import { useLanguage } from '../../language/Language.js'
import { useSession } from '../../shell/session.js'

/** The file of an export of the own organisation, while there is one; that it was taken is written down. */
export function TakeFile({ run, primary = false }: { readonly run: ExportRun; readonly primary?: boolean }) {
  const { t, code } = useLanguage()
  const { organisation } = useSession()
  const queries = useQueryClient()
  if (run.file === null || run.organisation !== organisation.code) return primary ? null : '—'
  const dataset = code === 'zh' ? run.datasetZh : run.datasetEn
  return (
    <Button
      size={primary ? 'middle' : 'small'}
      type={primary ? 'primary' : 'default'}
      icon={<DownloadOutlined />}
      href={run.file}
      download
      aria-label={`${t('export.take')} ${dataset} ${run.asOf}`}
      // The list of who took it is read again once the browser has asked for the file.
      onClick={() => setTimeout(() => void queries.invalidateQueries(), 1_000)}
    >
      {t('export.take')}
    </Button>
  )
}

import { DownloadOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { addressOf, type Query } from '../../api/client.js'
import { useLanguage } from '../../language/Language.js'

/** The report as a file: CSV, a workbook with a sheet in 元 and one in 万元, a PDF with charts. */
export function Documents({ path, query = {} }: { readonly path: string; readonly query?: Query }) {
  const { t } = useLanguage()
  return (['csv', 'xlsx', 'pdf'] as const).map((format) => (
    <Button
      key={format}
      icon={<DownloadOutlined />}
      href={addressOf(path, { ...query, format })}
      download
      title={t('saving.logged')}
    >
      {format.toUpperCase()}
    </Button>
  ))
}

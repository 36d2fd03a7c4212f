import { Button, Drawer } from 'antd'
import { useState } from 'react'
import type { RealisedReport } from '../../api/types.js'
import { useLanguage } from '../../language/Language.js'

/** 口径: what each figure means, in both languages, since the report is read in both. */
export function Definitions({ definitions }: { readonly definitions: RealisedReport['definitions'] }) {
  const { t, word, code } = useLanguage()
  const [open, setOpen] = useState(false)
  const other = code === 'zh' ? 'en' : 'zh'
  return (
    <>
      <Button aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {t('report.definitions')}
      </Button>
      <Drawer open={open} onClose={() => setOpen(false)} title={t('report.definitions')} size={520}>
        {/* What scrolls must be reached by the keyboard. */}
        <dl className="definition-list" tabIndex={0}>
          {Object.entries(definitions).map(([id, sentence]) => (
            <div key={id}>
              <dt>{word('savingFigure', id)}</dt>
              <dd>{sentence[code]}</dd>
              <dd className="note" lang={other}>
                {sentence[other]}
              </dd>
            </div>
          ))}
        </dl>
      </Drawer>
    </>
  )
}

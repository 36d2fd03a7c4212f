import { Button, Input } from 'antd'
import { useRef, useState } from 'react'
import { useLanguage } from '../language/Language.js'

const hex = (bytes: ArrayBuffer) => Array.from(new Uint8Array(bytes), (b) => b.toString(16).padStart(2, '0')).join('')

/** The SHA-256 of a document: typed, or worked out here from the file, which stays on this machine. */
export function HashInput({
  id,
  value = '',
  onChange,
}: {
  readonly id?: string
  readonly value?: string
  readonly onChange?: (hash: string) => void
}) {
  const { t } = useLanguage()
  const file = useRef<HTMLInputElement>(null)
  const [named, setNamed] = useState<string | null>(null)
  const take = async (chosen: File | undefined) => {
    if (chosen === undefined) return
    onChange?.(hex(await crypto.subtle.digest('SHA-256', await chosen.arrayBuffer())))
    setNamed(chosen.name)
  }
  return (
    <div className="hash-input">
      <Input
        {...(id === undefined ? {} : { id })}
        value={value}
        onChange={(event) => {
          setNamed(null)
          onChange?.(event.target.value)
        }}
        className="code"
        spellCheck={false}
        autoComplete="off"
      />
      {/* The browser works out hashes on secure pages only; elsewhere the bank's own tool does. */}
      {globalThis.crypto?.subtle === undefined ? null : (
        <>
          <Button onClick={() => file.current?.click()}>{t('form.hashFile')}</Button>
          <input
            ref={file}
            type="file"
            style={{ display: 'none' }}
            aria-label={t('form.hashFile')}
            onChange={(event) => void take(event.target.files?.[0])}
          />
        </>
      )}
      {named === null ? null : <span className="note">{named}</span>}
    </div>
  )
}

import { Alert, Modal } from 'antd'
import { useLanguage } from '../../language/Language.js'

/** A first password, shown until it is put away. */
export function FirstPassword({
  password,
  onClose,
}: {
  readonly password: string | null
  readonly onClose: () => void
}) {
  const { t } = useLanguage()
  return (
    <Modal
      open={password !== null}
      title={t('user.firstPasswordTitle')}
      onOk={onClose}
      onCancel={onClose}
      footer={(_, { OkBtn }) => <OkBtn />}
      mask={{ closable: false }}
    >
      <Alert type="warning" showIcon title={t('user.firstPasswordIntro')} />
      <code className="secret">{password}</code>
    </Modal>
  )
}

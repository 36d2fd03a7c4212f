import { type ReactNode, useEffect } from 'react'
import logo from '../../icon.svg'
import { useLanguage } from '../../language/Language.js'
import { LanguageSwitch } from '../../shell/Shell.js'

/** What stands around every step of the sign-in. */
export function SignInFrame({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const { t } = useLanguage()
  useEffect(() => {
    document.title = `${title} · 碳贷 Tandai`
  }, [title])
  return (
    <div className="sign-in">
      <aside className="sign-in-story" aria-label="碳贷 Tandai">
        <div className="brand">
          <img src={logo} alt="" width={36} height={36} />
          <span>
            碳贷 <b>Tandai</b>
          </span>
        </div>
        <p className="sign-in-claim">{t('signIn.claim')}</p>
        <ol>
          <li>{t('signIn.step1')}</li>
          <li>{t('signIn.step2')}</li>
          <li>{t('signIn.step3')}</li>
        </ol>
      </aside>
      <main className="sign-in-form">
        <div className="sign-in-language">
          <LanguageSwitch />
        </div>
        <h1>{title}</h1>
        {children}
      </main>
    </div>
  )
}

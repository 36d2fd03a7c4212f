import { IdcardOutlined, LogoutOutlined, MenuOutlined, UserOutlined } from '@ant-design/icons'
import { Alert, Button, Drawer, Dropdown, Segmented } from 'antd'
import { useEffect, useState } from 'react'
import { Link, Outlet, useLocation, useNavigate } from 'react-router'
import { remove } from '../api/client.js'
import logo from '../icon.svg'
import { useLanguage } from '../language/Language.js'
import { usePreferences } from '../parts/preferences.js'
import { entryAt, navigationOf } from './navigation.js'
import { useDemoAccounts, useForgetAll, useSession } from './session.js'
import { TimesControl } from './TimesControl.js'

/** The last day of the demo portfolio's rolling year. */
export const DEMO_DAY = '2024-06-30'

function Navigation({ onChosen }: { readonly onChosen?: () => void }) {
  const { t } = useLanguage()
  const session = useSession()
  const { pathname } = useLocation()
  const navigation = navigationOf(session)
  const here = entryAt(navigation, pathname)
  return (
    <nav aria-label={t('nav.label')} className="navigation">
      {navigation.map((group) => (
        <div key={group.label ?? ''} className="navigation-group">
          {group.label === null ? null : <h2>{t(group.label)}</h2>}
          {group.entries.map((entry) => (
            <Link
              key={entry.path}
              to={entry.path}
              aria-current={here?.path === entry.path ? 'page' : undefined}
              {...(onChosen === undefined ? {} : { onClick: onChosen })}
            >
              <span aria-hidden="true">{entry.icon}</span>
              {t(entry.label)}
            </Link>
          ))}
        </div>
      ))}
    </nav>
  )
}

function Person() {
  const { t, word, name } = useLanguage()
  const session = useSession()
  const forgetAll = useForgetAll()
  const navigate = useNavigate()
  const signOut = async () => {
    await remove('/v1/sessions/current').catch(() => undefined)
    forgetAll(null)
    navigate('/app')
  }
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          {
            key: 'who',
            disabled: true,
            label: (
              <div className="person">
                <strong>{name(session.user)}</strong>
                <span>{session.user.username}</span>
                <span>{session.roles.map((role) => word('role', role)).join(' · ')}</span>
              </div>
            ),
          },
          { type: 'divider' },
          {
            key: 'profile',
            icon: <IdcardOutlined />,
            label: t('nav.profile'),
            onClick: () => navigate('/app/profile'),
          },
          { key: 'out', icon: <LogoutOutlined />, label: t('session.signOut'), onClick: () => void signOut() },
        ],
      }}
    >
      <Button type="text" icon={<UserOutlined />}>
        <span className="wide-only">{name(session.user)}</span>
      </Button>
    </Dropdown>
  )
}

export function LanguageSwitch() {
  const { code, choose } = useLanguage()
  return (
    <Segmented
      aria-label="语言 Language"
      value={code}
      onChange={choose}
      options={[
        { value: 'zh', label: '中文' },
        { value: 'en', label: 'EN' },
      ]}
    />
  )
}

/** The frame of every screen: navigation, the two times, unit, language, person. */
export function Shell() {
  const { t, name } = useLanguage()
  const session = useSession()
  const demo = useDemoAccounts().length > 0
  const { unit, chooseUnit } = usePreferences()
  const [drawer, setDrawer] = useState(false)
  const { pathname } = useLocation()
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page starts at its top
  useEffect(() => {
    window.scrollTo(0, 0)
  }, [pathname])
  return (
    <div className="shell">
      <a className="skip" href="#main">
        {t('shell.skip')}
      </a>
      <aside className="sider">
        <Link to="/app" className="brand">
          <img src={logo} alt="" width={28} height={28} />
          <span>
            碳贷 <b>Tandai</b>
          </span>
        </Link>
        <Navigation />
      </aside>
      <Drawer
        open={drawer}
        onClose={() => setDrawer(false)}
        placement="left"
        size={264}
        title="碳贷 Tandai"
        rootClassName="sider-drawer"
      >
        <Navigation onChosen={() => setDrawer(false)} />
      </Drawer>
      <header className="bar">
        <Button
          className="narrow-only"
          type="text"
          icon={<MenuOutlined />}
          aria-label={t('nav.label')}
          onClick={() => setDrawer(true)}
        />
        <span className="organisation">{name(session.organisation)}</span>
        <span className="bar-tools">
          <TimesControl presets={demo ? [DEMO_DAY] : []} />
          <Segmented
            aria-label={t('unit.label')}
            value={unit}
            onChange={chooseUnit}
            options={[
              { value: 'yuan', label: t('unit.yuan') },
              { value: 'wan', label: t('unit.wan') },
            ]}
          />
          <LanguageSwitch />
          <Person />
        </span>
      </header>
      <main id="main" tabIndex={-1}>
        {demo ? <Alert className="demo" type="info" title={t('demo.synthetic')} banner /> : null}
        <Outlet />
      </main>
    </div>
  )
}

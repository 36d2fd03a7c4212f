import { Breadcrumb } from 'antd'
import { type ReactNode, useEffect, useRef } from 'react'
import { useLocation } from 'react-router'
import { useLanguage } from '../language/Language.js'
import { Go } from '../shell/times.js'

export interface Crumb {
  readonly label: ReactNode
  readonly to?: string
}

/** A screen's head: where it stands, what it is called, what can be done. */
export function Page({
  title,
  crumbs = [],
  note,
  actions,
  children,
}: {
  readonly title: ReactNode
  readonly crumbs?: readonly Crumb[]
  readonly note?: ReactNode
  readonly actions?: ReactNode
  readonly children: ReactNode
}) {
  const { t } = useLanguage()
  const text = typeof title === 'string' ? title : undefined
  useEffect(() => {
    document.title = text === undefined ? '碳贷 Tandai' : `${text} · 碳贷 Tandai`
  }, [text])
  const heading = useRef<HTMLHeadingElement>(null)
  const { key } = useLocation()
  // Who came here by a link goes on from the heading; who opened the address begins with the skip link.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a tab or a filter of the same screen moves nobody
  useEffect(() => {
    if (key !== 'default') heading.current?.focus({ preventScroll: true })
  }, [])
  return (
    <article className="page">
      <div className="page-head">
        <div>
          {crumbs.length === 0 ? null : (
            <Breadcrumb
              aria-label={t('shell.crumbs')}
              items={crumbs.map(({ label, to }, at) => ({
                key: at,
                title: to === undefined ? label : <Go to={to}>{label}</Go>,
              }))}
            />
          )}
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {note === undefined ? null : <p className="note">{note}</p>}
        </div>
        {actions === undefined ? null : <div className="actions">{actions}</div>}
      </div>
      {children}
    </article>
  )
}

export function Card({
  title,
  extra,
  children,
  flush = false,
}: {
  readonly title?: ReactNode
  readonly extra?: ReactNode
  readonly children: ReactNode
  readonly flush?: boolean
}) {
  return (
    <section className={flush ? 'card flush' : 'card'}>
      {title === undefined && extra === undefined ? null : (
        <header>
          <h2>{title}</h2>
          {extra}
        </header>
      )}
      <div className="card-body">{children}</div>
    </section>
  )
}

export interface Fact {
  readonly label: ReactNode
  readonly value: ReactNode
  readonly wide?: boolean
}

/** A record as terms and values. */
export const Facts = ({ items }: { readonly items: readonly (Fact | null | false)[] }) => (
  <dl className="facts">
    {items.map((item, at) =>
      item ? (
        // biome-ignore lint/suspicious/noArrayIndexKey: the facts of a record keep their order
        <div key={at} className={item.wide === true ? 'wide' : undefined}>
          <dt>{item.label}</dt>
          <dd>{item.value}</dd>
        </div>
      ) : null,
    )}
  </dl>
)

/** A row of leading figures. */
export const Totals = ({
  items,
}: {
  readonly items: readonly { readonly label: ReactNode; readonly value: ReactNode; readonly note?: ReactNode }[]
}) => (
  <dl className="totals">
    {items.map((item, at) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: the figures keep their order
      <div key={at}>
        <dt>{item.label}</dt>
        <dd>{item.value}</dd>
        {item.note === undefined ? null : <dd className="note">{item.note}</dd>}
      </div>
    ))}
  </dl>
)

/** The frame of the console (框架): menu at the left, where you are, your tasks, 长辈版 and your account above (UX-01). */
import { Dropdown } from 'antd'
import { Link, useLocation, useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { useElder } from './elder.tsx'
import { Icon, Logo } from './icons.tsx'
import { standsUnder, type Address, type MenuEntry } from './menu-line.ts'

/** The first level of the menu (UX-01: at most nine); `title` null for what stands alone. */
export interface MenuGroup {
  title: string | null
  entries: readonly MenuEntry[]
}

export interface ShellProps {
  menu: readonly MenuGroup[]
  person: string
  /** The unit that the person works for. */
  place: string
  /** Things to do; undefined while they are being counted. */
  tasks: number | undefined
  myAccount: Address
  onSignOut(): void
  children: ReactNode
}

const foldedKey = 'console.folded'

/** The menu is longer than most windows: the line of the page that is open comes into its sight, and what is around it moves no further. */
function useOwnLine(lines: number) {
  const list = useRef<HTMLDivElement>(null)
  const { pathname } = useLocation()
  useEffect(() => {
    const line = list.current?.querySelector('[aria-current="page"]')
    if (!list.current || !line) return
    const [room, own] = [list.current.getBoundingClientRect(), line.getBoundingClientRect()]
    if (own.top < room.top || own.bottom > room.bottom) list.current.scrollTop += own.top - room.top - room.height / 2
  }, [pathname, lines])
  return list
}

export function Shell({ menu, person, place, tasks, myAccount, onSignOut, children }: ShellProps) {
  const navigate = useNavigate()
  const { pathname } = useLocation()
  const [folded, setFolded] = useState(() => localStorage.getItem(foldedKey) === 'yes')
  const [opened, setOpened] = useState(false)
  const elder = useElder()
  const main = useRef<HTMLElement>(null)
  const list = useOwnLine(menu.flatMap(({ entries }) => entries).length)
  const fold = () => {
    localStorage.setItem(foldedKey, folded ? 'no' : 'yes')
    setFolded(!folded)
  }
  return (
    <div className={`shell${folded ? ' folded' : ''}`}>
      <a
        className="skip"
        href="#main"
        onClick={event => {
          event.preventDefault()
          main.current?.focus()
        }}
      >
        跳到正文
      </a>
      <header className="hd">
        <Link to="/" className="brand" activeOptions={{ exact: true }}>
          <Logo />
          三亮工作台
        </Link>
        <span className="where">{place}</span>
        <button type="button" className="bar only-narrow" aria-expanded={opened} aria-controls="menu" onClick={() => setOpened(!opened)}>
          <Icon name="menu" />
          菜单
        </button>
        <nav aria-label="我的">
          <Link to="/" className="bar">
            待办
            {tasks !== undefined && tasks > 0 && <span className="badge">{tasks}</span>}
          </Link>
          <button type="button" className="bar" aria-pressed={elder.on} onClick={elder.toggle}>
            {elder.on ? '标准版' : '长辈版'}
          </button>
          <Dropdown
            trigger={['click']}
            menu={{
              items: [
                { key: 'mine', label: '我的账号' },
                { key: 'out', label: '退出登录' },
              ],
              onClick: ({ key }) => (key === 'out' ? onSignOut() : void navigate({ to: myAccount })),
            }}
          >
            <button type="button" className="bar" aria-haspopup="menu">
              <Icon name="person" />
              {person}
            </button>
          </Dropdown>
        </nav>
      </header>
      <nav id="menu" className={`side${opened ? '' : ' shut'}`} aria-label="主菜单" onClick={() => setOpened(false)}>
        <div ref={list}>
          {menu.map(group => (
            <ul key={group.title} {...(group.title !== null && { 'aria-label': group.title })}>
              {group.title !== null && (
                <li className="group" aria-hidden="true">
                  {group.title}
                </li>
              )}
              {group.entries.map(({ to, title, icon, badge, holds }) => (
                <li key={to}>
                  <Link
                    to={to}
                    activeOptions={{ exact: to === '/', includeSearch: false }}
                    aria-current={standsUnder(pathname, { to, holds }) ? 'page' : undefined}
                  >
                    <Icon name={icon} />
                    <span>{title}</span>
                    {badge !== undefined && badge > 0 && <span className="badge">{badge}</span>}
                  </Link>
                </li>
              ))}
            </ul>
          ))}
          <button type="button" className="bar fold" aria-expanded={!folded} onClick={fold}>
            <Icon name={folded ? 'unfold' : 'fold'} />
            <span>{folded ? '展开菜单' : '收起菜单'}</span>
          </button>
        </div>
      </nav>
      <main id="main" className="body" tabIndex={-1} ref={main}>
        {children}
      </main>
    </div>
  )
}

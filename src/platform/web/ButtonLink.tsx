/** A link that looks like a button (按钮样的链接): a place to go, drawn as a thing to do. */
import { createLink } from '@tanstack/react-router'
import { Button } from 'antd'

export const ButtonLink = createLink(Button)

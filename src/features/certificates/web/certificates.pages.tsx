/** Volunteer certificates (志愿服务证明): their pages by address. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { filter, pageNumber } from '#platform/web/address-search.ts'
import { consoleRoute } from '#platform/web/console-route.ts'
import { Id } from '#platform/shared/primitives.ts'
import { VolunteerCertificateState } from '../certificates.shapes.contract.ts'

export const certificatePages = [
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/certificates',
    validateSearch: z.object({
      below: filter(Id),
      state: filter(VolunteerCertificateState),
      cursor: filter(z.string().max(400)),
      page: pageNumber,
    }),
    component: lazyRouteComponent(() => import('./CertificatesPage.tsx'), 'CertificatesPage'),
  }),
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/certificates/$certificateId',
    component: lazyRouteComponent(() => import('./CertificatePage.tsx'), 'CertificatePage'),
  }),
] as const

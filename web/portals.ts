/** The five portals: where each is served, and the addresses below its home that are pages of it (`/*` for all below). */
export const portals = [
  {
    name: 'public',
    home: '/',
    pages: [
      '/guide',
      '/guide/*',
      '/outlets',
      '/services',
      '/services/*',
      '/terminals',
      '/verify',
      '/measures',
      '/measures/*',
      '/figures',
      '/help',
    ],
  },
  { name: 'citizen', home: '/me', pages: ['/me/*'] },
  { name: 'counter', home: '/counter', pages: ['/counter/*'] },
  { name: 'console', home: '/console', pages: ['/console/*'] },
  { name: 'terminal', home: '/terminal', pages: ['/terminal/*'] },
] as const

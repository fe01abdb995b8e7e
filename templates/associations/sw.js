{% load static %}/*
 * Opens the outreach log without a network: the bare forms and what they are drawn with are kept.
 * The network always comes first; what is sent (POST) never passes here.
 */
const NAME = 'opsoegende-{{ version }}'
const LOG = '{% url "quick_log" %}'
const SHELL = '{% url "quick_log_shell" %}'
const EVENING = '{% url "quick_log_evening" %}'
const EVENING_SHELL = '{% url "quick_log_evening_shell" %}'
const FILES = [
  '{% static "css/dkfds.css" %}',
  '{% static "css/foreningsbro.css" %}',
  '{% static "css/quick-log.css" %}',
  '{% static "js/foreningsbro.js" %}',
  '{% static "js/association-filter.js" %}',
  '{% static "js/quick-log.js" %}',
  '{% static "img/icons.svg" %}',
  '{% static "img/favicon.svg" %}',
  '{% url "core:theme" %}'
]

self.addEventListener('install', (event) => {
  const keep = async () => (await caches.open(NAME)).addAll([SHELL, EVENING_SHELL, ...FILES])
  event.waitUntil(keep().then(() => self.skipWaiting()))
})

self.addEventListener('activate', (event) => {
  const drop = async () => {
    const old = (await caches.keys()).filter((name) => name.startsWith('opsoegende-') && name !== NAME)
    await Promise.all(old.map((name) => caches.delete(name)))
    await self.clients.claim()
  }
  event.waitUntil(drop())
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== self.location.origin) return
  const shell = request.mode === 'navigate' && { [LOG]: SHELL, [EVENING]: EVENING_SHELL }[pathname]
  const kept = shell || (FILES.includes(pathname) && pathname)
  if (!kept) return
  event.respondWith(fetch(request).catch(async () => (await caches.match(kept)) ?? Response.error()))
})

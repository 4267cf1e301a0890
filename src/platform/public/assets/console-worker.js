// Opens pages of the console without a signal: keeps the program's own files, never an answer of the interface.
// The server writes above this which they are: self.kept = { name, page, entry, files }.
const patience = 5000
const { name, page, entry, files } = self.kept
const family = name.slice(0, name.lastIndexOf('-') + 1)

self.addEventListener('install', event => event.waitUntil(keep().then(() => self.skipWaiting())))
self.addEventListener('activate', event => event.waitUntil(dropOlder().then(() => self.clients.claim())))
self.addEventListener('fetch', event => {
  const { method, mode, url } = event.request
  const { origin, pathname } = new URL(url)
  if (method !== 'GET' || origin !== self.location.origin) return
  if (mode === 'navigate') event.respondWith(open(event.request))
  else if (files.includes(pathname)) event.respondWith(file(event.request, pathname))
})

async function keep() {
  const cache = await caches.open(name)
  await cache.addAll(files)
  if (!(await keepPage(cache, await fetch(page, { cache: 'no-store' })))) throw new Error('another version is served by now')
}

// The page of this version alone: another asks for files that are not kept.
async function keepPage(cache, answer) {
  const isOurs = answer.ok && (await answer.clone().text()).includes(entry)
  if (isOurs) await cache.put(page, answer)
  return isOurs
}

async function dropOlder() {
  for (const each of await caches.keys()) if (each.startsWith(family) && each !== name) await caches.delete(each)
}

// The newest while there is a line; what was kept when there is none, or one on which nothing comes.
async function open(request) {
  const cache = await caches.open(name)
  const fresh = fetch(request)
  const late = new Promise(resolve => setTimeout(resolve, patience))
  const answer = await Promise.race([fresh.catch(() => undefined), late])
  if (answer && answer.status < 500) {
    await keepPage(cache, answer.clone())
    return answer
  }
  return (await cache.match(page)) ?? fresh
}

async function file(request, pathname) {
  const cache = await caches.open(name)
  return (await cache.match(pathname)) ?? fetch(request)
}

// Keeps the app on the device, so that the calculator works without a network after the first visit.
// Nothing a citizen typed passes through here: /api is never looked at and never kept.
//
// The next two lines are written by `cargo xtask app`, which knows the hashed names. Unwritten
// (as under `trunk serve`) the worker takes itself away again.
const VERSION = "dev";
const FILES = [];

const CACHE = `indgang-${VERSION}`;
const NAVIGATION_WAIT_MS = 3000;

// Names with a hash or a version never change their content; the rest is asked for anew.
const isFixed = (path) => /-[0-9a-f]{8,16}(_bg)?\.(css|js|wasm)$|^\/fonts\//.test(path);

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("activate", (event) => event.waitUntil(activate()));
addEventListener("message", ({ data }) => data?.type === "use-new-version" && skipWaiting());
addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin || url.pathname.startsWith("/api/")) return;
  if (request.mode === "navigate") event.respondWith(navigation(request));
  else event.respondWith(asset(request, url.pathname));
});

async function install() {
  if (FILES.length === 0) return;
  const cache = await caches.open(CACHE);
  // "/" is asked for as a page, or a server would call it a missing file.
  const headers = { accept: "text/html,*/*" };
  const requests = FILES.map((path) => new Request(path, { headers, cache: isFixed(path) ? "default" : "no-cache" }));
  await cache.addAll(requests);
  // A first install has nobody to ask; a later one waits until the citizen says yes.
  if (!registration.active) return skipWaiting();
  const pages = await clients.matchAll({ type: "window", includeUncontrolled: true });
  for (const page of pages) page.postMessage({ type: "new-version", version: VERSION });
}

async function activate() {
  if (FILES.length === 0) return registration.unregister();
  const old = (await caches.keys()).filter((name) => name.startsWith("indgang-") && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await clients.claim();
}

// A page: from the network, so that a deployed change is seen at once; from the device when the
// network is away, slow or the server has trouble. Every address is the same page.
async function navigation(request) {
  const kept = await caches.match("/", { cacheName: CACHE, ignoreVary: true });
  if (!kept) return fetch(request);
  let timer;
  const patience = new Promise((resolve) => {
    timer = setTimeout(() => resolve(kept), NAVIGATION_WAIT_MS);
  });
  const fresh = fetch(request).then(
    (response) => (response.status >= 500 ? kept : response),
    () => kept,
  );
  const answer = await Promise.race([fresh, patience]);
  clearTimeout(timer);
  return answer;
}

// A file: from the device when it is there, else from the network; what is used once is kept
// (another language's texts, a picture).
async function asset(request, path) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(request, { ignoreSearch: true, ignoreVary: true });
  if (kept) return kept;
  const response = await fetch(request);
  if (response.status === 200 && FILES.length > 0 && !path.endsWith("/sw.js")) {
    await cache.put(request, response.clone());
  }
  return response;
}

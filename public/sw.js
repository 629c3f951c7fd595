// Keeps the app on the device, so that what was opened once works without a network.
// Nothing a citizen typed passes through here: /api is never looked at and never kept.
//
// The next three lines are written by `cargo xtask app`, which knows the hashed names: what every page
// needs, then the page and the files of each of the app's programs. Unwritten (as under
// `trunk serve`) the worker takes itself away again.
const VERSION = "dev";
const EVERY = [];
const PROGRAMS = {};

// Where the pages of a program begin, as in crates/api/src/pages.rs. All others are the open pages'.
const BEGINS = {
  mine: ["/mine-data", "/plan", "/mening"],
  meet: ["/moeder"],
  case: ["/sag"],
  house: ["/medarbejder", "/reception", "/infoskaerm"],
};

const CACHE = `indgang-${VERSION}`;
const ANY = { ignoreSearch: true, ignoreVary: true };
const NAVIGATION_WAIT_MS = 3000;

/** The files of the program that shows the page at a path, its page first. */
function program(path) {
  const isBelow = (own) => `${path}/`.startsWith(`${own}/`);
  const [name] = Object.entries(BEGINS).find(([, begins]) => begins.some(isBelow)) ?? ["app"];
  return PROGRAMS[name] ?? [];
}
const programOf = (client) => program(new URL(client.url).pathname);

// Names with a hash or a version never change their content; the rest is asked for anew.
const isFixed = (path) => /-[0-9a-f]{8,16}(_bg)?\.(css|js|wasm)$|^\/fonts\//.test(path);

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("activate", (event) => event.waitUntil(activate()));
addEventListener("message", (event) => {
  const { data, source } = event;
  if (data?.type === "use-new-version") skipWaiting();
  // A page has started: its program stays on the device from now on, or tries again at the next start.
  if (data?.type === "started" && VERSION !== "dev") event.waitUntil(keep(programOf(source)).catch(() => {}));
});
addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin || url.pathname.startsWith("/api/")) return;
  if (request.mode === "navigate") event.respondWith(navigation(request, url.pathname));
  else event.respondWith(asset(event, url.pathname));
});

async function install() {
  if (VERSION === "dev") return;
  const pages = await clients.matchAll({ type: "window", includeUncontrolled: true });
  // The programs that are open now, or were kept in an earlier version.
  const used = new Set(pages.map(programOf));
  for (const files of Object.values(PROGRAMS)) if (await caches.match(files[0], ANY)) used.add(files);
  await keep([...EVERY, ...[...used].flat()]);
  // A first install has nobody to ask; a later one waits until the citizen says yes.
  if (!registration.active) return skipWaiting();
  for (const page of pages) page.postMessage({ type: "new-version", version: VERSION });
}

async function activate() {
  if (VERSION === "dev") return registration.unregister();
  const old = (await caches.keys()).filter((name) => name.startsWith("indgang-") && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await clients.claim();
}

/** Fetches those of the files that are not kept yet: all of them, or none. */
async function keep(files) {
  const cache = await caches.open(CACHE);
  const kept = await Promise.all(files.map((path) => cache.match(path, ANY)));
  const missing = files.filter((_, index) => !kept[index]);
  // A page is asked for as a page, or a server would call it a missing file.
  const headers = { accept: "text/html,*/*" };
  await cache.addAll(missing.map((path) => new Request(path, { headers, cache: isFixed(path) ? "default" : "no-cache" })));
}

// A page: from the network, so that a deployed change is seen at once; from the device when the
// network is away, slow or the server has trouble. Every address of a program is the same page. Where
// a page was never opened, the open pages' program says that it cannot be had.
async function navigation(request, path) {
  const find = (page) => caches.match(page ?? path, { cacheName: CACHE, ...ANY });
  const own = await find(program(path)[0]);
  const kept = own ?? (await find("/"));
  if (!kept) return fetch(request);
  const fresh = fetch(request).then(
    (response) => (response.status >= 500 ? kept : response),
    () => kept,
  );
  if (!own) return fresh;
  let timer;
  const patience = new Promise((resolve) => {
    timer = setTimeout(() => resolve(own), NAVIGATION_WAIT_MS);
  });
  const answer = await Promise.race([fresh, patience]);
  clearTimeout(timer);
  return answer;
}

// A file: from the device when it is there, else from the network; what is used once is kept
// (another language's texts, a picture).
async function asset(event, path) {
  const { request } = event;
  const cache = await caches.open(CACHE);
  const kept = await cache.match(request, ANY);
  // The municipality's logo changes without a new version.
  const isLogo = path.startsWith("/logo.");
  if (kept && !isLogo) return kept;
  const response = await fetch(request).catch((error) => kept ?? Promise.reject(error));
  if (response === kept) return kept;
  if (response.status === 200 && VERSION !== "dev" && !path.endsWith("/sw.js")) {
    event.waitUntil(cache.put(request, response.clone()));
  }
  return response;
}

// Starts the app. A file of its own because our content security policy forbids inline scripts;
// Trunk.toml puts the hashed names of the two built files on the script tag.
const { glue, wasm } = document.querySelector("script[data-glue]").dataset;

// The heading of the page, in Danish: not for another language, nor where the service worker shows a page
// that it kept at another address.
const head = document.getElementById("head");
if (head && (head.dataset.at !== location.pathname || language() !== "da")) head.remove();

function language() {
  try {
    return localStorage.getItem("indgang.language") ?? "da";
  } catch {
    return "da";
  }
}

// What can be read comes first: the page is on the screen before the program is asked for, which on a slow
// network would take its room. The browser tells when the page was shown; one in the background never is,
// so there is an end to the waiting.
const painted = new Promise((resolve) => {
  setTimeout(resolve, 300);
  new PerformanceObserver(resolve).observe({ type: "paint", buffered: true });
});

try {
  const [{ default: start }, module] = await Promise.all([
    import(glue),
    painted.then(() => WebAssembly.compileStreaming(fetch(wasm))),
  ]);
  await start({ module_or_path: module });
  document.getElementById("start")?.remove();
} catch (error) {
  // What to do, and whom to call, is already in index.html.
  document.querySelector(".start__failed")?.removeAttribute("hidden");
  document.getElementById("start")?.classList.add("start--failed");
  throw error;
}

// Offline after the first visit. The app is told of a new version by the event "indgang:new-version"
// on window (and by data-new-version on <html>, if it was not listening yet); it answers with the event
// "indgang:use-new-version" when the citizen says so, and the page is loaded again with the new files.
if ("serviceWorker" in navigator) {
  const { serviceWorker } = navigator;
  let accepted = false;
  const announce = () => {
    document.documentElement.dataset.newVersion = "true";
    dispatchEvent(new Event("indgang:new-version"));
  };
  serviceWorker.addEventListener("message", ({ data }) => data?.type === "new-version" && announce());
  serviceWorker.addEventListener("controllerchange", () => accepted && location.reload());
  try {
    const registration = await serviceWorker.register("/sw.js");
    if (registration.waiting && serviceWorker.controller) announce();
    addEventListener("indgang:use-new-version", () => {
      accepted = true;
      registration.waiting?.postMessage({ type: "use-new-version" });
    });
    // What this page has needed is kept from now on, also by a version that waits.
    await serviceWorker.ready;
    for (const worker of [registration.active, registration.waiting]) worker?.postMessage({ type: "started" });
  } catch {
    // Private windows and old browsers: the app works, only not offline.
  }
}

/* Shows saved pages when there is no net. It keeps nothing itself: pages are saved by a tap (offline.js).
   In front of this file the server writes CLOSED: login, forms and admin, which it never touches. */
(() => {
  "use strict";
  const ASSETS = ["style", "script", "image"];

  addEventListener("install", () => skipWaiting());
  addEventListener("activate", (event) => event.waitUntil(clients.claim()));
  addEventListener("fetch", (event) => {
    const { request } = event;
    const url = new URL(request.url);
    if (request.method !== "GET" || url.origin !== location.origin || url.search) return;
    if (CLOSED.some((room) => (url.pathname + "/").startsWith(room))) return;
    if (request.mode === "navigate") {
      event.respondWith(asked(request).catch(() => page(url.pathname)));
    } else if (ASSETS.includes(request.destination)) {
      event.respondWith(fetch(request).catch(async () => (await saved(url.pathname)) || Response.error()));
    }
  });

  /* The server is asked even where the browser kept a page for a minute: without a net the copy must say that it is one. */
  const asked = (request) => fetch(request.url, {
    cache: "no-cache", credentials: "include", headers: request.headers, redirect: "manual",
  });

  const saved = (path) => caches.match(path, { ignoreVary: true });

  /* Each saved age is a cache named "saved <address of its list> …"; without its list it is not whole. */
  async function packs() {
    const names = (await caches.keys()).filter((name) => name.startsWith("saved "));
    const lists = await Promise.all(names.map((name) => caches.match(name.split(" ")[1], { cacheName: name })));
    return Promise.all(lists.map((list, at) => list && list.json().then((pack) => ({ ...pack, cacheName: names[at] }))));
  }

  async function page(path) {
    const all = (await packs()).filter(Boolean);
    for (const pack of all) {
      const copy = await caches.match(path, { cacheName: pack.cacheName, ignoreVary: true });
      if (!copy) continue;
      if (Date.now() < pack.until) return dressed(copy, (main) => main + worded(pack.copy, pack), 200);
      return notHere(path, [pack], pack);
    }
    return notHere(path, all);
  }

  /* In the language of the address, as far as one is saved; of the longest beginning that fits. */
  async function notHere(path, all, old) {
    const fitting = all.flatMap((pack) => pack.elsewhere)
      .filter(([start]) => path.startsWith(start))
      .sort(([one], [other]) => other.length - one.length);
    const elsewhere = fitting[0] || all.flatMap((pack) => pack.elsewhere)[0];
    const copy = elsewhere && await saved(elsewhere[1]);
    if (!copy) return Response.error();
    return dressed(copy, (main) => (old ? main + worded(old.too_old, old) : main), 503);
  }

  const worded = (html, pack) => html.replace("{day}", new Date(pack.saved)
    .toLocaleDateString(pack.language, { day: "numeric", month: "long" }));

  /* Only the plain picture is saved, so the finer choices go. */
  async function dressed(copy, change, status) {
    const html = (await copy.text())
      .replace(/<source\b[^>]*>|\ssrcset="[^"]*"/g, "")
      .replace(/<main\b[^>]*>/, change);
    return new Response(html, { status, headers: copy.headers });
  }
})();

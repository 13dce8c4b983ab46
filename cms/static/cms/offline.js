/* Saves the pages of one age on the phone after a tap, each list in a cache of its own; sw.js shows them without a net. */
(() => {
  "use strict";
  const row = document.querySelector("[data-pack]");
  if (!row || !navigator.serviceWorker || !window.caches) return;
  const { pack: address, worker } = row.dataset;
  const NAME = "saved " + address + " ";
  const DAY = 864e5;
  const REFRESHED_AFTER = 7 * DAY;
  const find = (selector) => row.querySelector(selector);
  const day = (moment) => new Date(moment)
    .toLocaleDateString(document.documentElement.lang, { day: "numeric", month: "long" });

  const mine = async () => (await caches.keys()).filter((name) => name.startsWith(NAME));

  async function kept() {
    for (const cacheName of await mine()) {
      const list = await caches.match(address, { cacheName });
      if (list) return list.json();
    }
    return null;
  }

  /* As a stranger gets it: nothing personal, nothing that asks not to be kept, no login in its place. */
  async function fetched(url) {
    const response = await fetch(url, { credentials: "omit", cache: "no-cache", redirect: "error" });
    const personal = /cookie|\*/i.test(response.headers.get("Vary"))
      || /private|no-store/i.test(response.headers.get("Cache-Control"));
    if (response.status !== 200 || response.type !== "basic" || personal) throw new Error(url);
    return response;
  }

  /* The list comes last: a cache without it is not whole, and the old one stays until the new one is. */
  async function save(pack) {
    const before = await mine();
    const saved = Date.now();
    const name = NAME + pack.version + " " + saved;
    const list = { ...pack, saved, until: saved + pack.days * DAY };
    try {
      const cache = await caches.open(name);
      const urls = [...pack.pages, ...pack.elsewhere.map((pair) => pair[1]), ...pack.files];
      await Promise.all(urls.map(async (url) => cache.put(url, await fetched(url))));
      await navigator.serviceWorker.register(worker);
      await cache.put(address, new Response(JSON.stringify(list)));
    } catch (error) {
      await caches.delete(name);
      throw error;
    }
    await Promise.all(before.map((each) => caches.delete(each)));
    return list;
  }

  async function remove() {
    await Promise.all((await mine()).map((name) => caches.delete(name)));
    if ((await caches.keys()).some((name) => name.startsWith("saved "))) return;
    const registration = await navigator.serviceWorker.getRegistration(worker);
    if (registration) await registration.unregister();
  }

  function show(state, list) {
    find(".to-save").hidden = state === "saving" || state === "saved";
    find(".to-delete").hidden = state !== "saved";
    ["saving", "saved", "failed"].forEach((each) => { find(".is-" + each).hidden = each !== state; });
    find(".device-note").hidden = !find(".device-note").textContent || state === "saved";
    if (state !== "saved") return;
    const words = find("[data-words]");
    words.textContent = words.dataset.words.replace("{saved}", day(list.saved)).replace("{until}", day(list.until));
  }

  function offer(pack) {
    find(".to-save span").textContent = pack.label;
    find(".device-note").textContent = pack.note;
    find(".to-save").addEventListener("click", async () => {
      show("saving");
      try {
        show("saved", await save(pack));
        find(".to-delete").focus();
      } catch {
        show("failed"); // told to the reader, who may try again
        find(".to-save").focus();
      }
    });
    find(".to-delete").addEventListener("click", async () => {
      await remove();
      show("offered");
      find(".to-save").focus();
    });
  }

  async function start() {
    const list = await kept();
    const fresh = await fetched(address).then((response) => response.json(), () => null); // null: no net
    if (!list && !fresh) return;
    offer(fresh || list);
    show(list ? "saved" : "offered", list);
    row.hidden = false;
    if (!list || !fresh) return;
    if (fresh.version !== list.version || Date.now() - list.saved > REFRESHED_AFTER) show("saved", await save(fresh));
  }

  start().catch(() => { row.hidden = !find(".is-saved") || find(".is-saved").hidden; });
})();

/* Only on saved copies: what needs a net says so, and the page for what is not saved tells what is. */
(() => {
  "use strict";
  const copy = document.querySelector(".saved-copy");
  const list = document.querySelector(".saved-list");

  function close(thing, reason) {
    const tag = document.createElement("span");
    tag.className = "tag needs-net";
    tag.textContent = reason;
    thing.append(" ", tag);
    return tag;
  }

  /* A link without an address is not reached by the keyboard; the role and the tab stop let it say why. */
  function closeLink(link, reason) {
    const tag = close(link, reason);
    const address = link.getAttribute("href");
    link.removeAttribute("href");
    Object.entries({ role: "link", "aria-disabled": "true", tabindex: "0" }).forEach(([name, value]) => link.setAttribute(name, value));
    return () => {
      link.setAttribute("href", address);
      ["role", "aria-disabled", "tabindex"].forEach((name) => link.removeAttribute(name));
      tag.remove();
    };
  }

  /* A form that sends nothing away, such as a diary kept on the phone, has no action and stays open. */
  function closeForm(form, reason) {
    const tag = close(form, reason);
    const fields = [...form.elements].filter((field) => !field.disabled);
    fields.forEach((field) => { field.disabled = true; });
    return () => {
      fields.forEach((field) => { field.disabled = false; });
      tag.remove();
    };
  }

  if (copy) {
    const closed = copy.dataset.closed.split(" ");
    const reason = copy.dataset.needsNet;
    const links = [...document.querySelectorAll("a[href]")]
      .filter((link) => link.origin === location.origin && closed.some((room) => link.pathname.startsWith(room)));
    const open = [
      ...links.map((link) => closeLink(link, reason)),
      ...[...document.querySelectorAll("form[action]")].map((form) => closeForm(form, reason)),
    ];
    addEventListener("online", () => open.splice(0).forEach((each) => each()));
  }

  async function tellWhatIsSaved() {
    const names = (await caches.keys()).filter((name) => name.startsWith("saved "));
    const lists = await Promise.all(names.map((cacheName) => caches.match(cacheName.split(" ")[1], { cacheName })));
    const packs = await Promise.all(lists.filter(Boolean).map((each) => each.json()));
    packs.filter((pack) => Date.now() < pack.until).forEach((pack) => {
      const link = document.createElement("a");
      link.href = pack.url;
      link.className = "guide";
      link.append(Object.assign(document.createElement("strong"), { textContent: pack.name }));
      const item = document.createElement("li");
      item.append(link);
      list.querySelector("ul").append(item);
      list.hidden = false;
    });
  }

  if (list && window.caches) tellWhatIsSaved();
})();

/* The tablet starts again for the next person: after the thanks, and when somebody has left.
   Pages are replaced, never added, so Back shows nobody's answers. */
(() => {
  "use strict";
  const find = (selector) => document.querySelector(selector);
  const IDLE = 60;
  const WARNING = 20;
  const form = find("form[data-kiosk]");
  const dialog = find(".kiosk-idle");
  const thanks = find("[data-kiosk-thanks]");
  const away = find("[data-kiosk-away]");

  const go = (address) => {
    if (form) form.reset();
    location.replace(address);
  };

  /* A page kept in the browser's memory belongs to the one who left it. */
  const home = dialog?.dataset.start ?? away?.dataset.kioskAway;
  addEventListener("pageshow", (event) => { if (event.persisted) go(home ?? location.href); });

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (!link || link.closest("form") || link.getAttribute("href").startsWith("#")) return;
    event.preventDefault();
    go(link.href);
  });

  if (thanks) {
    const end = Date.now() + thanks.dataset.kioskThanks * 1000;
    setInterval(() => {
      const left = Math.max(0, Math.ceil((end - Date.now()) / 1000));
      find(".kiosk-left").textContent = left;
      if (!left) go(find(".kiosk-start").href);
    }, 500);
  }

  if (!home) return;
  let touched = Date.now();
  const words = dialog?.querySelector(".quiet");
  const pattern = words?.textContent;
  const stay = () => {
    touched = Date.now();
    if (dialog?.open) dialog.close();
  };
  ["pointerdown", "keydown", "input", "scroll"].forEach((name) => addEventListener(name, () => {
    if (!dialog?.open) touched = Date.now();
  }, { passive: true }));
  dialog?.querySelector("button").addEventListener("click", stay);
  dialog?.addEventListener("close", stay);
  setInterval(() => {
    const idle = (Date.now() - touched) / 1000;
    if (idle >= IDLE + (dialog ? WARNING : 0)) go(home);
    if (!dialog || idle < IDLE) return;
    if (!dialog.open) dialog.showModal();
    words.textContent = pattern.replace("#", Math.max(0, Math.ceil(IDLE + WARNING - idle)));
  }, 500);
})();

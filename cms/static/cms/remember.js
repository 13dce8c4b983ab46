/* The age, remembered on this device after a tap. No cookie, no request: the server never learns of it.
   The age's own name is kept, not an address, so that it is known in every language. */
(() => {
  "use strict";
  const row = document.querySelector("[data-remember]");
  if (!row) return;
  const { remember: platform, band } = row.dataset;
  const key = "alder:" + platform;
  const find = (selector) => row.querySelector(selector);

  let known;
  try {
    known = localStorage.getItem(key);
  } catch {
    return; // storage is turned off: there is nothing to offer, and the row stays hidden
  }

  function keep(value) {
    try {
      if (value) localStorage.setItem(key, value);
      else localStorage.removeItem(key);
      known = value;
    } catch {
      row.hidden = true; // full, or turned off meanwhile
    }
  }

  if (band) {
    const show = () => {
      find(".to-remember").hidden = known === band;
      find(".is-remembered").hidden = find(".to-forget").hidden = known !== band;
    };
    const change = (value, focus) => {
      keep(value);
      show();
      find(focus).focus();
    };
    find(".to-remember").addEventListener("click", () => change(band, ".to-forget"));
    find(".to-forget").addEventListener("click", () => change(null, ".to-remember"));
    show();
    row.hidden = false;
    return;
  }

  const age = [...document.querySelectorAll(".ages a")].find((link) => link.pathname.endsWith("/" + known + "/"));
  if (!known || !age) return;
  const link = find("a");
  link.href = age.href;
  link.querySelector("span").textContent = link.dataset.words.replace("{age}", age.textContent.trim());
  find(".to-forget").addEventListener("click", () => {
    keep(null);
    row.hidden = true;
    document.querySelector("main").focus();
  });
  row.hidden = false;
})();

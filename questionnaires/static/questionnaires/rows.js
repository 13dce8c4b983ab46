/* Rows that grow: the first empty one is there, and a button brings the next. Without this file, eight. */
(() => {
  "use strict";
  const form = document.querySelector("form.questions");
  if (!form) return;

  const NAMES = ["id", "name", "for", "aria-describedby", "aria-labelledby"];

  function draw(group) {
    const rows = () => [...group.querySelectorAll(":scope > [data-row]")];
    const shown = () => rows().filter((row) => !row.hidden);
    const most = Number(group.dataset.most);
    /* A row that was removed is not used again: the new one comes after all others, here and on the server. */
    const next = () => rows().slice(rows().indexOf(shown().at(-1)) + 1)[0];
    const more = group.querySelector(".row-more");
    const pattern = rows().at(-1).cloneNode(true); // as the server wrote it, before other scripts come by

    const isFilled = (row) => [...row.querySelectorAll("input, select, textarea")].some((field) =>
      (field.type === "radio" || field.type === "checkbox" ? field.checked : field.value !== ""));

    function clear(row) {
      row.querySelectorAll("input, select, textarea").forEach((field) => {
        if (field.type === "radio" || field.type === "checkbox") field.checked = false;
        else field.value = "";
      });
    }

    function add() {
      const number = rows().length + 1;
      const row = pattern.cloneNode(true);
      const rename = (text) => text.replace(/\br\d+q/g, `r${number}q`).replace(/_r\d+q/g, `_r${number}q`);
      row.dataset.row = number;
      [row, ...row.querySelectorAll("*")].forEach((part) => NAMES.forEach((name) => {
        if (part.hasAttribute(name)) part.setAttribute(name, rename(part.getAttribute(name)));
      }));
      clear(row);
      more.before(row);
      listen(row);
      row.dispatchEvent(new CustomEvent("added", { bubbles: true }));
      return row;
    }

    function number() {
      shown().forEach((row, at) => {
        const words = row.querySelector("summary");
        words.textContent = words.textContent.replace(/\d+/, at + 1);
        row.querySelector(".row-less").hidden = shown().length === 1;
      });
      more.hidden = rows().length >= most && !next();
    }

    function tell() {
      number();
      group.dispatchEvent(new Event("change", { bubbles: true }));
    }

    function listen(row) {
      row.querySelector(".row-less").addEventListener("click", () => {
        clear(row);
        row.hidden = true;
        tell();
        more.focus();
      });
    }

    more.addEventListener("click", () => {
      const row = next() || add();
      row.hidden = false;
      row.open = true;
      tell();
      row.querySelector("summary").focus();
    });

    /* Rows that hold something, and the first empty one. */
    function fit() {
      const filled = rows().filter(isFilled);
      const first = rows().find((row) => !isFilled(row) && !filled.length);
      rows().forEach((row) => { row.hidden = row !== first && !filled.includes(row); });
      if (first) first.open = true;
      number();
    }

    form.addEventListener("fill", (event) => {
      const wanted = Math.max(0, ...event.detail.map((name) => Number((/^r(\d+)q/.exec(name) || [])[1] || 0)));
      while (rows().length < Math.min(wanted, most)) add();
    });
    form.addEventListener("filled", fit);
    form.addEventListener("reset", () => setTimeout(fit));
    rows().forEach(listen);
    fit();
  }

  form.querySelectorAll(".rows").forEach(draw);
})();

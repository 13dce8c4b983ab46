/* 48 hours of drinking and voiding, kept on this device alone. */
(() => {
  "use strict";
  const part = document.querySelector("[data-diary]");
  if (!part) return;

  const KEY = "kilden-diary";
  const find = (selector, inside = part) => inside.querySelector(selector);
  const all = (selector) => [...part.querySelectorAll(selector)];
  const say = (selector, text, inside) => { find(selector, inside).textContent = text; };
  const on = (name, deed) => find(`[data-${name}]`).addEventListener("click", deed);
  const plain = (element) => element.textContent.replace(/\s+/g, " ").trim();
  const form = find("form");
  const age = find("[data-age]");
  const unkept = find("[data-unkept]");
  const capacity = find("[data-capacity]");
  const kinds = Object.fromEntries(all("[name=kind]").map((input) => [input.value, plain(input.parentNode)]));
  const isRow = (row) => row && kinds[row.kind] && /^[12] \d\d:\d\d$/.test(row.day + " " + row.time) &&
    (row.ml === null || Number.isInteger(row.ml));
  let diary = { rows: [], age: "" };

  function store(deed) {
    unkept.hidden = true;
    try {
      return deed(localStorage) || {};
    } catch {
      unkept.hidden = false; // closed, full, or nonsense
      return {};
    }
  }

  function read() {
    const kept = store((device) => JSON.parse(device.getItem(KEY)));
    diary = { rows: [].concat(kept.rows).filter(isRow), age: kept.age || "" };
    age.value = diary.age;
    draw();
  }

  function keep() {
    store((device) => device.setItem(KEY, JSON.stringify(diary)));
    draw();
  }

  const rowsOf = (day) => diary.rows.filter((row) => row.day === day).sort((a, b) => a.time.localeCompare(b.time));
  const told = (row) => `${row.time} ${kinds[row.kind]}${row.ml ? ` ${row.ml} ml` : ""}`;

  function line(row, section) {
    const tr = find("template").content.firstElementChild.cloneNode(true);
    [row.time, kinds[row.kind], row.ml].forEach((text, at) => { tr.cells[at].textContent = text; });
    say(".unseen", " " + told(row), tr);
    find("button", tr).addEventListener("click", () => {
      diary.rows.splice(diary.rows.indexOf(row), 1);
      keep();
      find("h3", section).focus();
    });
    return tr;
  }

  function draw() {
    part.classList.toggle("has-rows", diary.rows.length > 0);
    all("[data-day]").forEach((section) => {
      const rows = rowsOf(section.dataset.day);
      const amounts = (kind) => rows.filter((row) => row.kind === kind).map((row) => row.ml);
      find("tbody", section).replaceChildren(...rows.map((row) => line(row, section)));
      say("[data-sum=drunk]", amounts("drink").reduce((sum, ml) => sum + ml, 0), section);
      say("[data-sum=voids]", amounts("void").length, section);
      say("[data-sum=largest]", Math.max(0, ...amounts("void")), section);
    });
    capacity.hidden = !age.value;
    say("[data-capacity-age]", age.value);
    say("[data-capacity-ml]", 30 * (Number(age.value) + 1));
  }

  // How much is asked only where it can be measured.
  function ask() {
    find("[data-measure]").hidden = !/drink|void/.test(form.kind.value);
    form.ml.required = form.kind.value === "drink";
  }

  const setClock = () => { form.time.value = new Date().toTimeString().slice(0, 5); };

  function written() {
    const days = all("[data-day]").flatMap((section) => [
      "", plain(find("h3", section)), ...rowsOf(section.dataset.day).map(told), plain(find(".diary-sum", section)),
    ]);
    return [plain(find("h2")), ...days, ...(capacity.hidden ? [] : ["", plain(capacity)])].join("\n");
  }

  function save() {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob(["\ufeff", written()], { type: "text/plain" }));
    link.download = "skema.txt";
    link.click();
    URL.revokeObjectURL(link.href);
  }

  form.addEventListener("change", (event) => {
    if (event.target.name === "kind") form.ml.value = "";
    ask();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const { day, kind, time, ml } = form;
    const row = { day: day.value, kind: kind.value, time: time.value, ml: Number(ml.value) || null };
    diary.rows.push(row);
    keep();
    say("[data-told]", told(row));
    all("[name=kind]").forEach((input) => { input.checked = false; });
    ml.value = "";
    ask();
    setClock();
  });
  age.addEventListener("change", () => { diary.age = age.value; keep(); });
  on("share", () => {
    if (!navigator.share) return save();
    navigator.share({ text: written() }).catch((error) => { if (error.name !== "AbortError") save(); });
  });
  on("print", () => {
    document.documentElement.classList.add("only-diary");
    print();
  });
  addEventListener("afterprint", () => document.documentElement.classList.remove("only-diary"));
  on("clear", (event) => {
    if (!confirm(event.target.dataset.confirm)) return;
    store((device) => device.removeItem(KEY));
    read();
  });
  addEventListener("storage", read); // from another tab

  find(".diary-live").hidden = false;
  find(".diary-off").hidden = true;
  setClock();
  ask();
  read();
})();

/* The answers of a form that is not sent yet, on this device and nowhere else. Sent whole, with the id the form
   was born with, so that it counts once however often it is tried. Never at a screen that strangers share. */
(() => {
  "use strict";
  const form = document.getElementById("answers");
  if (!form || !form.dataset.draft || form.hasAttribute("data-kiosk")) return;

  const PREFIX = "kilden-draft-";
  const KEY = PREFIX + form.dataset.draft;
  const FIRST_WAIT = 15000;
  const LONGEST_WAIT = 300000;
  const find = (selector) => document.querySelector(selector);
  const tell = (event, detail) => form.dispatchEvent(new CustomEvent(event, { detail }));
  const fields = () => [...form.elements].filter((field) => field.name && field.type !== "submit");
  const isTick = (field) => field.type === "radio" || field.type === "checkbox";
  const isLine = (field) => Boolean(field.nextElementSibling && field.nextElementSibling.matches(".line"));
  const isFixed = (field) => field.type === "hidden" && !isLine(field);
  const isAnswered = (field) => (isTick(field) ? field.checked : field.value.trim() !== "");
  let timer = null;
  let wait = FIRST_WAIT;
  let isSending = false;
  let isDone = false;

  /* Storage may be closed, full, or hold nonsense; then nothing is kept and the form is sent as ever. */
  function device(deed) {
    try {
      return deed(localStorage);
    } catch {
      return null;
    }
  }

  function today() {
    const now = new Date();
    return new Date(now - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
  }

  const read = (key = KEY) => device((store) => JSON.parse(store.getItem(key)));
  const isDraft = (draft) => draft && Array.isArray(draft.fields) && draft.until >= today();
  const idOf = (draft) => (draft.fields.find(([name]) => name === "submission") || [])[1];

  function say(name) {
    document.querySelectorAll(".draft-state > p").forEach((line) => { line.hidden = !line.matches("." + name); });
  }

  function write(draft) {
    const isKept = device((store) => { store.setItem(KEY, JSON.stringify(draft)); return true; });
    find(".draft-kept").hidden = !isKept;
    return isKept;
  }

  function remove() {
    device((store) => store.removeItem(KEY));
    find(".draft-kept").hidden = true;
    find(".draft-offer").hidden = true;
  }

  function save(isWaiting) {
    clearTimeout(timer);
    timer = null;
    if (isDone) return false;
    if (!fields().some((field) => !isFixed(field) && isAnswered(field))) return remove();
    const kept = [...new FormData(form)].filter(([, value]) => value !== "");
    const { version, keepUntil } = form.dataset;
    return write({ version, until: keepUntil, fields: kept, isWaiting });
  }

  const saveAsIs = () => save(Boolean((read() || {}).isWaiting));
  const flush = () => { if (timer) saveAsIs(); };

  function fill(kept) {
    tell("fill", kept.map(([name]) => name));
    fields().forEach((field) => {
      const values = kept.filter(([name]) => name === field.name).map(([, value]) => value);
      if (isTick(field)) field.checked = values.includes(field.value);
      else if (values.length || !isFixed(field)) field.value = values[0] || "";
    });
    tell("filled");
  }

  function goOn(draft) {
    fill(draft.fields);
    find(".draft-offer").hidden = true;
    find(".draft-kept").hidden = false;
    const questions = [...form.querySelectorAll(":scope > .question:not([data-unasked])")];
    const open = questions.find((question) => ![...question.querySelectorAll("input, select, textarea")].some(isAnswered));
    tell("go", (open || questions.at(-1)).id);
  }

  function show(page) {
    document.open();
    document.write(page);
    document.close();
  }

  async function arrive(answer, draft) {
    const page = await answer.text();
    const parsed = new DOMParser().parseFromString(page, "text/html");
    // The login page of a café's net is not our answer.
    if (answer.status >= 500 || answer.status === 429 || !parsed.querySelector("main#content")) throw new Error(answer.status);
    const again = parsed.querySelector("#answers [name=submission]");
    isDone = true;
    if (again) { // something is missing or wrong: the answers stay, under the id the page has now
      const rest = draft.fields.filter(([name]) => name !== "submission");
      write({ ...draft, isWaiting: false, fields: [...rest, ["submission", again.value]] });
      return show(page);
    }
    remove();
    say("is-sent");
    return answer.redirected ? location.assign(answer.url) : show(page);
  }

  async function send() {
    const draft = read();
    if (isSending || !isDraft(draft) || !draft.isWaiting) return;
    isSending = true;
    try {
      const answer = await fetch(form.getAttribute("action"), { method: "POST", body: new URLSearchParams(draft.fields) });
      await arrive(answer, draft);
    } catch {
      say("is-waiting");
      find(".is-waiting").scrollIntoView({ block: "nearest" });
      tell("unsent");
      setTimeout(send, wait); // a phone may think that it has a net
      wait = Math.min(wait * 2, LONGEST_WAIT);
    } finally {
      isSending = false;
    }
  }

  function begin() {
    (device((store) => Object.keys(store)) || []).forEach((key) => {
      if (key.startsWith(PREFIX) && !isDraft(read(key))) device((store) => store.removeItem(key));
    });
    const draft = read();
    if (!draft) return;
    const [visit] = performance.getEntriesByType("navigation");
    if (draft.version !== form.dataset.version) {
      remove();
      say("is-old");
    } else if (idOf(draft) === form.elements.submission.value) {
      find(".draft-kept").hidden = false;
    } else if (draft.isWaiting) {
      goOn(draft);
      send();
    } else if (visit && visit.type !== "navigate") {
      goOn(draft); // the same person reloaded the page, or came back to it
    } else {
      find(".draft-offer").hidden = false;
    }
  }

  ["input", "change"].forEach((name) => form.addEventListener(name, () => {
    clearTimeout(timer);
    timer = setTimeout(saveAsIs, 300);
    find(".draft-offer").hidden = true;
  }));
  form.addEventListener("turned", flush);
  addEventListener("pagehide", flush);
  document.addEventListener("visibilitychange", flush);
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    if (event.submitter && event.submitter.name) return flush();
    if (!save(true)) return;
    event.preventDefault();
    send();
  });
  addEventListener("online", send);
  addEventListener("pageshow", (event) => { if (event.persisted) isDone = false; });
  find(".draft-go-on").addEventListener("click", () => goOn(read()));
  document.querySelectorAll(".draft-delete").forEach((button) => button.addEventListener("click", () => {
    clearTimeout(timer);
    timer = null;
    remove();
    fill([]);
    say("is-deleted");
    tell("go", form.querySelector(".question").id);
  }));
  begin();
})();

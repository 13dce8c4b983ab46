/* One question at a time; without this file, one page. Nothing is stored on the device. */
(() => {
  "use strict";
  const form = document.querySelector("form.questions");
  const questions = form ? [...form.querySelectorAll(":scope > .question")] : []; // rows of a diary stay together
  if (!questions.length) return;

  const find = (selector) => form.querySelector(selector);
  const last = questions.length - 1;
  const words = find(".progress span");
  const pattern = words.textContent;
  const button = find("button[type=submit]");
  let at = 0;
  let moved = 0; // when this question came up, until it is touched: a double tap on Next must not send
  let sent = false;

  /* Headings and words to read stand before the question they lead to, and are shown with it. */
  const before = questions.map((question) => {
    const found = [];
    for (let part = question.previousElementSibling; part && part.matches(".part-name, .part-words"); part = part.previousElementSibling) found.push(part);
    return found;
  });

  const label = (name) => ["to-send", "to-next", "sending"].forEach((each) => { find("." + each).hidden = each !== name; });

  function show(number, focus) {
    at = Math.min(Math.max(number, 0), last);
    moved = Date.now();
    questions.forEach((question, index) => {
      [question, ...before[index]].forEach((part) => { part.hidden = index !== at; });
    });
    words.textContent = pattern.replace("#", at + 1);
    find("progress").value = at + 1;
    label(at === last ? "to-send" : "to-next");
    find(".to-back").hidden = at === 0;
    find(".to-skip").hidden = at === last;
    find(".bar-more").hidden = last === 0;
    document.body.classList.toggle("begun", at > 0);
    if (focus) {
      scrollTo(0, 0);
      questions[at].focus({ preventScroll: true });
    }
  }

  function next() {
    history.pushState({ question: at + 1 }, "");
    show(at + 1, true);
  }

  button.addEventListener("click", (event) => { if (event.detail > 1) event.preventDefault(); });
  form.addEventListener("change", () => { moved = 0; });
  form.addEventListener("submit", (event) => {
    if (at < last || sent || Date.now() - moved < 250) {
      event.preventDefault();
      if (at < last) next();
      return;
    }
    sent = true;
    label("sending");
    button.setAttribute("aria-disabled", "true");
  });
  find(".to-back").addEventListener("click", () => history.back());
  find(".to-skip").addEventListener("click", () => {
    questions[at].querySelectorAll("input, select, textarea").forEach((input) => {
      if (input.type === "radio" || input.type === "checkbox") input.checked = false;
      else input.value = "";
    });
    next();
  });
  addEventListener("popstate", (event) => { if (event.state) show(event.state.question, true); });

  // The next person at this screen must not meet the answers of the last.
  addEventListener("pageshow", (event) => {
    if (!event.persisted || !sent) return;
    sent = false;
    button.removeAttribute("aria-disabled");
    form.reset();
    show(0, true);
  });

  document.querySelectorAll(".summary a").forEach((link) => link.addEventListener("click", (event) => {
    event.preventDefault();
    const wanted = questions.findIndex((question) => "#" + question.id === link.hash);
    history.pushState({ question: wanted }, "");
    show(wanted, true);
  }));

  document.body.classList.add("stepwise");
  find(".progress").hidden = false;
  const wrong = questions.findIndex((question) => question.matches(".field-wrong"));
  history.replaceState({ question: Math.max(wrong, 0) }, "");
  show(wrong, false);
  moved = 0;
})();

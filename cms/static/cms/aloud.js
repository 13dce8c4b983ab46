/* Reads the advice aloud, block by block. Only with a voice that lives on the device: one from the net would be
   told what is read, and a voice of another language makes nonsense of it. */
(() => {
  "use strict";
  const bar = document.querySelector(".aloud");
  const article = document.querySelector("article");
  const speech = window.speechSynthesis;
  if (!bar || !article || !speech) return;

  const BLOCKS = "h1, h2, h3, p, li, dt, dd, .care-text";
  const find = (selector) => bar.querySelector(selector);
  const language = document.documentElement.lang;
  const main = (tag) => tag.toLowerCase().split(/[-_]/)[0]; // Android writes da_DK
  let voice = null;
  let blocks = [];
  let at = 0;
  let spoken = null; // the one that is heard now: a phone also reports the end of what was cut off

  function look() {
    voice = speech.getVoices().find((one) => one.localService && main(one.lang) === main(language)) || null;
    if (!voice && spoken) end();
    bar.hidden = !voice;
  }

  function readable(block) {
    return block.getClientRects().length && !block.parentElement.closest(BLOCKS)
      && !block.closest("form, .unseen") && block.innerText.trim();
  }

  function show(state) {
    ["still", "reading", "paused"].forEach((each) => { find(".is-" + each).hidden = each !== state; });
    find(".to-stop").hidden = state === "still";
    document.body.classList.toggle("listening", state !== "still");
    blocks.forEach((block, number) => block.classList.toggle("is-read", state !== "still" && number === at));
  }

  function read(number) {
    if (number >= blocks.length) return end();
    at = number;
    show("reading");
    blocks[at].scrollIntoView({ block: "nearest" });
    const words = new SpeechSynthesisUtterance(blocks[at].innerText);
    words.voice = voice;
    words.lang = voice.lang.replace("_", "-");
    words.onend = () => { if (spoken === words) read(at + 1); };
    words.onerror = () => { if (spoken === words) fail(); };
    spoken = words;
    speech.speak(words);
  }

  function hush() {
    spoken = null;
    speech.cancel();
  }

  /* Pausing is stopping and beginning the block again: on Android the browser's own pause never goes on. */
  function pause() {
    hush();
    show("paused");
  }

  function end() {
    const wasHere = bar.contains(document.activeElement);
    hush();
    at = 0;
    show("still");
    if (wasHere) find(".to-read").focus({ preventScroll: true });
  }

  function fail() {
    end();
    find(".aloud-failed").hidden = false;
  }

  find(".to-read").addEventListener("click", () => {
    find(".aloud-failed").hidden = true;
    if (spoken) return pause();
    if (!document.body.classList.contains("listening")) blocks = [...article.querySelectorAll(BLOCKS)].filter(readable);
    read(at);
  });
  find(".to-stop").addEventListener("click", end);
  addEventListener("keydown", (event) => { if (event.key === "Escape" && document.body.classList.contains("listening")) end(); });
  addEventListener("pagehide", end);
  speech.onvoiceschanged = look; // older Safari knows no addEventListener here
  look();
})();

/* Reads one question aloud, with its answers. As aloud.js: only with a voice that lives on the device, since
   one from the net would be told what is asked, and only in the language the question is written in. */
(() => {
  "use strict";
  const form = document.getElementById("answers");
  const one = document.querySelector(".speak-one");
  const speech = window.speechSynthesis;
  if (!form || !one || !speech) return;

  const main = (tag) => tag.toLowerCase().split(/[-_]/)[0]; // Android writes da_DK
  const PARTS = "legend, .question-name, .hint, .ends span, .option > span";
  let spoken = null; // the one that is heard now: a phone also reports the end of what was cut off
  let pressed = null;

  const voiceFor = (question) => speech.getVoices().find((voice) =>
    voice.localService && main(voice.lang) === main(question.closest("[lang]").lang));

  function hush() {
    if (!pressed) return;
    pressed.setAttribute("aria-pressed", "false");
    pressed = spoken = null;
    speech.cancel();
  }

  const textOf = (question) => [...question.querySelectorAll(PARTS)]
    .filter((part) => part.getClientRects().length)
    .map((part) => part.innerText.trim()).filter(Boolean).join(". ");

  function read(question, button) {
    hush();
    const voice = voiceFor(question);
    if (!voice) return;
    const words = new SpeechSynthesisUtterance(textOf(question));
    Object.assign(words, { voice, lang: voice.lang.replace("_", "-") });
    words.onend = words.onerror = () => { if (spoken === words) hush(); };
    pressed = button;
    spoken = words;
    button.setAttribute("aria-pressed", "true");
    speech.speak(words);
  }

  const buttons = [...form.querySelectorAll(":scope > .question")].map((question) => {
    const button = one.content.firstElementChild.cloneNode(true);
    const name = question.querySelector("legend, .question-name");
    button.addEventListener("click", () => (button === pressed ? hush() : read(question, button)));
    name.after(button);
    return [question, button];
  });
  const look = () => buttons.forEach(([question, button]) => { button.hidden = !voiceFor(question); });

  form.addEventListener("turned", hush);
  addEventListener("keydown", (event) => { if (event.key === "Escape") hush(); });
  addEventListener("pagehide", hush);
  speech.onvoiceschanged = look; // older Safari knows no addEventListener here
  look();
})();

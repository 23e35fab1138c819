// Reads a question or a notice aloud, a sentence at a time, in a voice of the browser's own.
//
// It starts only where someone presses its button, keeps nothing and sends nothing: voices that are
// not on the device are left alone, because they send the words to the maker of the browser. Text in
// a language without a voice gets no button.
(function () {
  "use strict";

  const speech = window.speechSynthesis;
  if (!speech || !window.SpeechSynthesisUtterance) return;

  const LABEL = document.currentScript.dataset.label;
  const BLOCKS = "[data-aloud], .gt-questions > :not(.gt-place, .gt-aloud)";
  const PARTS = "h1, h2, p, li, dt, dd, legend, label, .govuk-hint, .govuk-error-message";
  const CHOICE = ".govuk-radios__label, .govuk-checkboxes__label";
  const CHOICES = ".govuk-radios, .govuk-checkboxes";
  const SPOKEN = "gt-spoken";

  const buttons = new Map(); // by the block that each reads
  let reading = null; // what is being read now

  // What is read

  function partsOf(block) {
    const found = [...block.querySelectorAll(PARTS)];
    return found.filter((part) => !part.querySelector(PARTS) && !part.closest("button, summary"));
  }

  function sentencesOf(part, language) {
    const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
    const nodes = [];
    let text = "";
    while (walker.nextNode()) {
      nodes.push({ node: walker.currentNode, from: text.length });
      text += walker.currentNode.data;
    }
    const place = (at) => {
      const { node, from } = nodes.filter((one) => one.from <= at).pop();
      return [node, at - from];
    };
    return segments(text, language).map(({ from, words }) => {
      const range = document.createRange();
      range.setStart(...place(from));
      range.setEnd(...place(from + words.length - 1));
      range.setEnd(range.endContainer, range.endOffset + 1);
      return { words: words.replace(/\s+/g, " "), part, range };
    });
  }

  function segments(text, language) {
    const cut = Intl.Segmenter
      ? [...new Intl.Segmenter(language, { granularity: "sentence" }).segment(text)]
      : [...text.matchAll(/[^.?!]+[.?!]*\s*/g)].map((one) => ({ segment: one[0], index: one.index }));
    const whole = [];
    for (const { segment, index } of cut) {
      const last = whole[whole.length - 1];
      if (last && /^\s*\d+\.\s*$/.test(last.segment)) last.segment += segment; // the number of a question
      else whole.push({ segment, index });
    }
    return whole
      .filter(({ segment }) => segment.trim())
      .map(({ segment, index }) => ({
        from: index + segment.length - segment.trimStart().length,
        words: segment.trim(),
      }));
  }

  // A choice is read with its number among the others; numbers to choose from are read in one go.
  function spoken(block, language) {
    const sentences = [];
    for (const part of partsOf(block)) {
      const [first, ...more] = sentencesOf(part, language);
      if (!first) continue;
      if (part.matches(CHOICE)) {
        const last = sentences[sentences.length - 1];
        const isNumber = /^\d+$/.test(first.words);
        if (isNumber && last && last.group === groupOf(part)) {
          last.words += `, ${first.words}`;
          last.range.setEnd(first.range.endContainer, first.range.endOffset);
          continue;
        }
        if (isNumber) first.group = groupOf(part);
        else first.words = `${numberOf(part)}: ${first.words}`;
      }
      sentences.push(first, ...more);
    }
    return sentences;
  }

  const groupOf = (label) => label.closest(CHOICES);

  function numberOf(label) {
    const words = [...groupOf(label).querySelectorAll(CHOICE)].filter(
      (other) => !/^\s*\d+\s*$/.test(other.textContent)
    );
    return words.indexOf(label) + 1;
  }

  // In which voice

  const primary = (tag) => tag.toLowerCase().split(/[-_]/)[0];

  function voiceOf(language) {
    const ours = speech
      .getVoices()
      .filter((voice) => voice.localService && primary(voice.lang) === primary(language));
    const british = `${primary(language)}-gb`;
    const tagged = (tag) => ours.find((voice) => voice.lang.toLowerCase().replace("_", "-") === tag);
    return tagged(language.toLowerCase()) || tagged(british) || ours[0];
  }

  // Reading, and stopping: a pause cannot be relied on, because Android goes on speaking

  function start(block, button, voice) {
    reading = { button, voice, sentences: spoken(block, voice.lang.replace("_", "-")) };
    button.setAttribute("aria-pressed", "true");
    readOn(reading);
  }

  function readOn(mine) {
    if (mine !== reading) return;
    const sentence = mine.sentences.shift();
    if (!sentence) return stop();
    mark(sentence);
    const utterance = new SpeechSynthesisUtterance(sentence.words);
    utterance.voice = mine.voice;
    utterance.lang = mine.voice.lang;
    utterance.onend = () => readOn(mine);
    utterance.onerror = () => mine === reading && stop();
    mine.utterance = utterance; // a browser may forget one that nobody holds, and never end it
    speech.speak(utterance);
  }

  function stop() {
    if (!reading) return;
    reading.button.setAttribute("aria-pressed", "false");
    reading = null;
    mark(null);
    speech.cancel();
  }

  function mark(sentence) {
    for (const part of document.querySelectorAll(`.${SPOKEN}`)) part.classList.remove(SPOKEN);
    if (window.CSS && CSS.highlights) CSS.highlights.delete(SPOKEN);
    if (!sentence) return;
    sentence.part.classList.add(SPOKEN);
    if (window.CSS && CSS.highlights) CSS.highlights.set(SPOKEN, new Highlight(sentence.range));
    sentence.part.scrollIntoView({ block: "nearest" });
  }

  // The buttons: there as long as there is a voice

  function buttonOf(block, language) {
    const button = document.createElement("button");
    const about = document.createElement("span");
    const [first] = spoken(block, language);
    about.className = "govuk-visually-hidden";
    about.textContent = first ? `: ${first.words}` : "";
    button.type = "button";
    button.className = "gt-aloud";
    button.setAttribute("aria-pressed", "false");
    button.append(LABEL, about);
    return button;
  }

  function toggle(block, button, language) {
    const wasReading = reading && reading.button === button;
    const voice = voiceOf(language);
    stop();
    if (!wasReading && voice) start(block, button, voice);
  }

  function offer() {
    for (const block of document.querySelectorAll(BLOCKS)) {
      const language = block.closest("[lang]").lang;
      const has = buttons.get(block);
      if (voiceOf(language) && !has) {
        const button = buttonOf(block, language);
        button.addEventListener("click", () => toggle(block, button, language));
        block.before(button);
        buttons.set(block, button);
      } else if (has && !voiceOf(language)) {
        if (reading && reading.button === has) stop();
        has.remove();
        buttons.delete(block);
      }
    }
  }

  offer();
  if (speech.addEventListener) speech.addEventListener("voiceschanged", offer);
  else setTimeout(offer, 1000); // an older Safari does not say when its voices have come
  window.addEventListener("pagehide", stop);
  document.addEventListener("visibilitychange", () => document.hidden && stop());
  document.addEventListener("keydown", (event) => event.key === "Escape" && stop());
})();

"""A stand-in for the voices of a browser, which a browser on a server has none of.

It says what was spoken; voices come, and sentences end, when a test says so.
"""

from typing import Any

from playwright.async_api import Page

BRITISH = {"name": "Kate", "lang": "en-GB", "localService": True}
AMERICAN = {"name": "Sam", "lang": "en_US", "localService": True}
URDU = {"name": "Asad", "lang": "ur-PK", "localService": True}
FAR_AWAY = {"name": "Cloud", "lang": "en-GB", "localService": False}

VOICES = """
(() => {
  const listeners = [];
  const stage = { spoken: [], stopped: 0, voices: [], speaking: null };
  stage.come = (voices) => { stage.voices = voices; for (const tell of listeners) tell(); };
  stage.end = () => stage.speaking.onend();
  stage.fail = () => stage.speaking.onerror();
  window.SpeechSynthesisUtterance = function (text) { this.text = text; };
  Object.defineProperty(window, "speechSynthesis", { value: {
    getVoices: () => stage.voices,
    addEventListener: (_name, listener) => listeners.push(listener),
    cancel: () => { stage.stopped += 1; stage.speaking = null; },
    speak: (said) => {
      stage.speaking = said;
      stage.spoken.push([said.text, said.voice.name, said.lang]);
    },
  } });
  window.stage = stage;
})();
"""


async def come(page: Page, *voices: dict[str, Any]) -> None:
    await page.evaluate("voices => stage.come(voices)", list(voices))


async def spoken(page: Page) -> list[str]:
    return [words for words, _, _ in await page.evaluate("stage.spoken")]


async def end_all(page: Page, most: int = 60) -> list[str]:
    """End each sentence as soon as it is spoken; return all that was spoken."""
    for _ in range(most):
        if not await page.evaluate("stage.speaking"):
            return await spoken(page)
        await page.evaluate("stage.end()")
    raise AssertionError("it never stops reading")

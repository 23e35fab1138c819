// A choice that is made alone (“none of these”) takes the ticks from the others, and they take its own.
//
// Without script nothing is lost: both together are asked about when they are sent.
(function () {
  "use strict";

  const ALONE = "[data-behaviour=exclusive]";

  document.addEventListener("change", ({ target }) => {
    if (target.type !== "checkbox" || !target.checked) return;
    const group = [...target.form.elements].filter((one) => one.name === target.name);
    const alone = target.matches(ALONE);
    for (const one of group) {
      if (one !== target && (alone || one.matches(ALONE))) one.checked = false;
    }
  });
})();

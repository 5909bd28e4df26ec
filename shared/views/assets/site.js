// Comforts only: every page works without this file.
(() => {
  "use strict";
  const leave = document.getElementById("leave");
  const go = () => {
    // Hide what is on the screen at once, then replace this entry of the history.
    document.title = "…";
    document.body.hidden = true;
    location.replace(leave.href);
  };
  if (leave) {
    leave.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      go();
    });
    let presses = 0;
    let last = 0;
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      presses = event.timeStamp - last < 1500 ? presses + 1 : 1;
      last = event.timeStamp;
      if (presses === 3) go();
    });
  }

  document.getElementById("problems")?.focus();

  for (const box of document.querySelectorAll(".password")) {
    const input = box.querySelector("input");
    const button = document.createElement("button");
    const show = (shown) => {
      input.type = shown ? "text" : "password";
      button.textContent = shown ? box.dataset.hide : box.dataset.show;
    };
    button.type = "button";
    button.className = "button button--second";
    button.setAttribute("aria-controls", input.id);
    button.addEventListener("click", () => show(input.type === "password"));
    show(false);
    box.append(button);
    input.form?.addEventListener("submit", () => show(false));
  }

  // J and K, as in a mail program, while the focus is in the queue: nowhere else, so that a letter
  // spoken or typed elsewhere does nothing.
  const queue = document.querySelector(".queue");
  queue?.addEventListener("keydown", (event) => {
    const step = { j: 1, k: -1 }[event.key.toLowerCase()];
    if (!step || event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, select, textarea")) return;
    const rows = [...queue.querySelectorAll("tbody tr")];
    const here = rows.indexOf(event.target.closest("tr"));
    const next = here < 0 ? 0 : Math.min(Math.max(here + step, 0), rows.length - 1);
    rows[next].querySelector("th :is(a, button)").focus();
  });

  for (const form of document.querySelectorAll("form")) {
    let sent = false;
    form.addEventListener("submit", (event) => {
      if (sent) event.preventDefault();
      sent = true;
      // Somebody who comes back to the page may send it again.
      setTimeout(() => { sent = false; }, 4000);
    });
  }
  addEventListener("pageshow", (event) => {
    if (event.persisted) document.body.hidden = false;
  });
})();

// Keys for people who do not leave the keyboard, and "copy" buttons. All pages work without it.
"use strict";

const results = () => [...document.querySelectorAll(".result")];
const box = () => document.getElementById("q");
const keys = document.getElementById("keys");

function isTyping(target) {
  return target.closest("input, textarea, select, [contenteditable]") !== null;
}

function step(by) {
  const all = results();
  if (!all.length) return;
  const before = all.findIndex((one) => one.classList.contains("here"));
  const next = Math.min(Math.max(before + by, 0), all.length - 1);
  all.forEach((one) => one.classList.remove("here"));
  all[next].classList.add("here");
  const link = all[next].querySelector("a.open");
  link.focus({ preventScroll: true });
  all[next].scrollIntoView({ block: "nearest" });
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && isTyping(event.target)) {
    event.target.blur();
    return;
  }
  if (isTyping(event.target) || keys?.open) return;
  if (event.key === "/" && box()) {
    box().focus();
    box().select();
  } else if (event.key === "j") {
    step(1);
  } else if (event.key === "k") {
    step(-1);
  } else if (event.key === "?") {
    keys?.showModal();
  } else if (event.key === "Enter" && event.target === document.body) {
    document.querySelector(".result.here a.open, .result a.open")?.click();
    return;
  } else {
    return;
  }
  event.preventDefault();
});

// A button beside a text to copy; without this file the text itself is there.
for (const source of document.querySelectorAll("textarea[data-copy]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = source.dataset.copy;
  const told = document.createElement("span");
  told.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    source.select();
    try {
      await navigator.clipboard.writeText(source.value);
    } catch {
      document.execCommand("copy");
    }
    told.textContent = " Copied";
  });
  source.after(button, told);
}

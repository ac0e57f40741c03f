// SPDX-License-Identifier: Apache-2.0
// Left and right (and what a presenter's remote sends) go from screen to screen; all else is the browser's.
addEventListener("keydown", event => {
  const step = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 }[event.key];
  if (!step || event.ctrlKey || event.altKey || event.metaKey) return;
  const screens = [...document.querySelectorAll("section")];
  const away = screens.map(screen => Math.abs(screen.getBoundingClientRect().top));
  const next = screens[away.indexOf(Math.min(...away)) + step];
  event.preventDefault();
  if (next) next.scrollIntoView({ behavior: "instant" });
});

// SPDX-License-Identifier: Apache-2.0
// Leaving, on every page. It stands in <head> and listens on the document, so that the exit does not
// have to wait for the rest of the page on a slow network.
(() => {
  'use strict';

  const blank = () => { document.body.textContent = ''; };

  function leave() {
    // Blank at once: the other page may take long to come.
    blank();
    location.replace(self.ovozExit || '/exit');
  }

  document.addEventListener('click', event => {
    const link = event.target.closest('a');
    // A number to call opens the telephone, not a page.
    if (!link || link.protocol === 'tel:') return;
    event.preventDefault();
    if (link.id === 'exit') leave();
    // No second history entry: neither for another page nor for a jump within this one.
    else if (link.getAttribute('href')[0] !== '#') location.replace(link.href);
    else document.getElementById(link.hash.slice(1)).focus();
  });

  // Shift alone, three times within five seconds. Escape would stop the other page from loading.
  let alone = false;
  let presses = [];
  document.addEventListener('keydown', event => {
    // With Alt or Control it is the switch between alphabets.
    alone = event.key === 'Shift' && !event.altKey && !event.ctrlKey && !event.metaKey;
    if (!alone) presses = [];
  });
  document.addEventListener('keyup', event => {
    if (event.key !== 'Shift' || !alone) return;
    presses = [...presses, event.timeStamp].filter(time => event.timeStamp - time < 5000);
    if (presses.length === 3) leave();
  });

  // However the page is left, nothing of it comes back with Back or Forward.
  addEventListener('pagehide', blank);
  addEventListener('pageshow', event => { if (event.persisted) location.reload(); });
})();

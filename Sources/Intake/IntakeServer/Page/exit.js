// SPDX-License-Identifier: Apache-2.0
// Leaving, on every page. It stands in <head> and listens on the document, so that the exit does not
// have to wait for the rest of the page on a slow network.
(() => {
  'use strict';

  // The tab's name goes too: the other page may take long to come.
  function blank() {
    document.body.textContent = '';
    document.title = '\u2026';
  }

  function leave() {
    const exit = document.getElementById('exit');
    const to = self.ovozExit || exit && exit.dataset.to;
    blank();
    // Only a reply of ours clears what the browser keeps; on a bad line the way out does not wait for it.
    if (self.fetch && !self.ovozExit && document.getElementById('plan')) {
      fetch('/exit', { keepalive: true, redirect: 'manual' }).catch(() => {});
    }
    location.replace(to || '/exit');
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
  // With a touch or a wheel it marks words, or scrolls sideways.
  for (const name of ['pointerdown', 'wheel']) {
    document.addEventListener(name, () => {
      alone = false;
      presses = [];
    });
  }
  document.addEventListener('keyup', event => {
    if (event.key !== 'Shift' || !alone) return;
    presses = [...presses, event.timeStamp].filter(time => event.timeStamp - time < 5000);
    if (presses.length === 3) leave();
  });

  // However the page is left, nothing of it comes back with Back or Forward.
  addEventListener('pagehide', blank);
  addEventListener('pageshow', event => { if (event.persisted) location.reload(); });
})();

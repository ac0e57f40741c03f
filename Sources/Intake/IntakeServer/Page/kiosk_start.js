// SPDX-License-Identifier: Apache-2.0
// Before the scripts of the form: says in which language this file is now, and where its exit leads.
(() => {
  'use strict';
  const plans = JSON.parse(document.getElementById('plans').textContent);
  const [first] = Object.keys(plans);
  const asked = location.hash.slice(1);
  self.ovozLanguage = plans[asked] ? asked : first;
  self.ovozExit = '#exit';
  document.getElementById('plan').textContent = JSON.stringify(plans[self.ovozLanguage]);
})();

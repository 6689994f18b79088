// "Back" on a page that says why something was not done: to the form, filled in as it was left.
// Without this script the link opens the form anew.
(function () {
  'use strict';

  document.addEventListener('click', function (event) {
    var link = event.target.closest('a[data-back]');
    var plain = !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0;
    // Who came from elsewhere has no form of ours to go back to.
    if (!link || !plain || !document.referrer || history.length < 2) return;
    event.preventDefault();
    history.back();
  });
})();

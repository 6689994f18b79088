// The pop-up's only script: it hands the outcome to the page that opened the pop-up. All else works
// without it. The server wrote the message and its receiver into the page (`data-…` of #relay).
(function () {
  'use strict';

  var relay = document.getElementById('relay');
  if (!relay || !window.opener) return;

  var receiver = relay.dataset.receiver;
  var message = relay.dataset.message;
  var mode = relay.dataset.mode;
  var moving = false;
  var said = false;

  function say() {
    // The page that opened the pop-up may be closed by now.
    if (said || !receiver || !message || !window.opener) return;
    said = true;
    window.opener.postMessage(message, receiver);
  }

  // Going to another screen of the pop-up is not leaving it.
  document.addEventListener('submit', function () { moving = true; });
  document.addEventListener('click', function (event) {
    var link = event.target.closest('a');
    if (!link) return;
    if (link.id === 'finish') {
      event.preventDefault();
      say();
      window.close();
    } else if (link.target !== '_blank') {
      moving = true;
    }
  });

  // On a screen in between, closing says at which step; on the last one it counts as finishing.
  // Browsers drop what a closing window says in `pagehide`, so it is said a moment earlier.
  ['beforeunload', 'pagehide'].forEach(function (leaving) {
    window.addEventListener(leaving, function () {
      if (!moving) say();
    });
  });

  // A login code ends within seconds, so it is told before the person has read the page.
  if ('atOnce' in relay.dataset) say();
  if (mode === 'cancelled') {
    say();
    window.close();
  }
})();

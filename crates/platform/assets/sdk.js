// The JavaScript SDK of the emulated platform: a drop-in for the script a provider's page loads.
// The page changes only the script's address. Options: `?honest=1` gives the session messages the
// platform's true origin; `#appId=…&version=…&xfbml=1` calls FB.init by itself.
(function () {
  'use strict';

  var address = new URL(document.currentScript ? document.currentScript.src : location.href);
  var platform = address.origin;
  var locale = address.pathname.split('/')[1] || 'en_US';
  var honest = address.searchParams.get('honest') === '1';
  // Sites compare the origin of session messages with this one; honest mode shows the true one.
  var facade = honest ? platform : 'https://www.facebook.com';
  var PREFIX = 'vestibule:';
  var WATCH_MS = 100;

  if (window.FB && window.FB.__vestibule) return;
  var buffered = window.FB && window.FB.__buffer && window.FB.__buffer.calls;

  var settings = { appId: null, version: 'v21.0' };
  var ready = false;
  var session = { status: 'unknown', authResponse: null };
  var listeners = {};

  function nothing() {}

  function call(callback, value) {
    if (typeof callback === 'function') callback(value);
  }

  function answer() {
    return { status: session.status, authResponse: session.authResponse };
  }

  // ---- events ----

  function subscribe(name, callback) {
    (listeners[name] = listeners[name] || []).push(callback);
  }

  function unsubscribe(name, callback) {
    listeners[name] = (listeners[name] || []).filter(function (one) { return one !== callback; });
  }

  function fire(name, value) {
    (listeners[name] || []).slice().forEach(function (callback) { call(callback, value); });
  }

  function setSession(status, authResponse) {
    var before = session;
    session = { status: status, authResponse: authResponse };
    if (authResponse && !before.authResponse) fire('auth.login', answer());
    if (!authResponse && before.authResponse) fire('auth.logout', answer());
    if (authResponse !== before.authResponse) fire('auth.authResponseChange', answer());
    if (status !== before.status) fire('auth.statusChange', answer());
  }

  // ---- set-up ----

  // May be called again: later options win, nothing starts twice.
  function init(options) {
    options = options || {};
    if (options.appId !== undefined) settings.appId = String(options.appId);
    if (options.version) settings.version = String(options.version);
    if (ready) return;
    ready = true;
    if (options.xfbml) setTimeout(function () { fire('xfbml.render'); }, 0);
  }

  // ---- the pop-up ----

  function nonce() {
    var bytes = crypto.getRandomValues(new Uint8Array(16));
    return Array.from(bytes, function (b) { return ('0' + b.toString(16)).slice(-2); }).join('');
  }

  function dialogAddress(options, channel) {
    var query = new URLSearchParams({
      app_id: settings.appId,
      client_id: settings.appId,
      display: 'popup',
      domain: location.hostname,
      origin: location.origin,
      fallback_redirect_uri: location.href.split('#')[0],
      locale: locale,
      sdk: 'joey',
      version: settings.version,
      channel: channel,
      response_type: options.response_type || 'token,signed_request,graph_domain'
    });
    Object.keys(options).forEach(function (key) {
      var value = options[key];
      if (key === 'response_type' || value === undefined || value === null) return;
      query.set(key, typeof value === 'object' ? JSON.stringify(value) : String(value));
    });
    return platform + '/' + settings.version + '/dialog/oauth?' + query;
  }

  function windowFeatures() {
    var width = 600;
    var height = 680;
    var left = Math.max(0, window.screenX + (window.outerWidth - width) / 2);
    var top = Math.max(0, window.screenY + (window.outerHeight - height) / 2.5);
    return 'width=' + width + ',height=' + height + ',left=' + Math.round(left) +
      ',top=' + Math.round(top) + ',resizable=yes,scrollbars=yes';
  }

  // What the pop-up says, or null when the message is not from it.
  function decode(event, popup, channel) {
    // A window that is going away is no source any more; the nonce tells that it was ours.
    if (event.origin !== platform || (event.source && event.source !== popup)) return null;
    if (typeof event.data !== 'string' || event.data.indexOf(PREFIX) !== 0) return null;
    try {
      var binary = atob(event.data.slice(PREFIX.length));
      var bytes = Uint8Array.from(binary, function (c) { return c.charCodeAt(0); });
      var said = JSON.parse(new TextDecoder().decode(bytes));
      return said.nonce === channel ? said : null;
    } catch (_) {
      return null;
    }
  }

  // Sites listen for this on their window, as a JSON string. A fault may have it told several
  // times, or as an object.
  function sendSessionMessage(message, popup, telling) {
    if (!message) return;
    for (var time = 0; time <= (telling.copies || 0); time += 1) {
      window.dispatchEvent(new MessageEvent('message', {
        data: telling.object ? message : JSON.stringify(message), origin: facade, source: popup
      }));
    }
  }

  function login(callback, options) {
    if (callback && typeof callback === 'object') {
      var swapped = callback;
      callback = options;
      options = swapped;
    }
    if (!ready || !settings.appId) {
      console.error('FB.login() called before FB.init() with an appId.');
      return;
    }
    var channel = nonce();
    // At once, or the browser blocks it; through the page's own window.open, which some replace.
    var to = dialogAddress(options || {}, channel);
    var popup = window.open(to, 'fb' + channel, windowFeatures());
    if (!popup) {
      console.error('FB.login() could not open its window: allow pop-ups for this page.');
      setTimeout(function () { call(callback, { authResponse: null, status: 'unknown' }); }, 0);
      return;
    }
    watch(popup, channel, callback);
  }

  // Waits until the pop-up has a result or is closed. A cancellation counts only once the window
  // is closed, so that reloading the pop-up is not one.
  function watch(popup, channel, callback) {
    var over = false;
    var closedTurns = 0;
    var cancelled = null;

    function end(said) {
      if (over) return;
      over = true;
      clearInterval(timer);
      window.removeEventListener('message', hear);
      var telling = (said && said.telling) || {};
      var tell = function () {
        sendSessionMessage(said && said.session_event, popup, telling);
      };
      // A fault may have the message told after the callback, or a while later.
      var after = telling.last || telling.late_ms;
      if (!after) tell();
      setTimeout(function () { callBack(said); }, 0);
      if (after) setTimeout(tell, telling.late_ms || 0);
    }

    function callBack(said) {
      // A fault may keep the callback waiting for ever.
      if (said && said.calls_back === false) return;
      var given = said && said.auth_response;
      if (!given) return call(callback, { authResponse: null, status: 'unknown' });
      setSession('connected', given);
      call(callback, answer());
    }

    function hear(event) {
      var said = decode(event, popup, channel);
      if (!said) return;
      if (said.auth_response || said.calls_back === false) end(said);
      else cancelled = said;
    }

    window.addEventListener('message', hear);
    // One turn of patience after the closing: the last message may still be on its way.
    var timer = setInterval(function () {
      if (popup.closed && ++closedTurns > 1) end(cancelled);
    }, WATCH_MS);
    popup.focus();
  }

  function logout(callback) {
    setSession('unknown', null);
    setTimeout(function () { call(callback, answer()); }, 0);
  }

  function getLoginStatus(callback) {
    setTimeout(function () { call(callback, answer()); }, 0);
  }

  // ---- the Graph API ----

  // api(path[, method][, params][, callback]), in this order, each but the path left out at will.
  function api(path) {
    var method = 'GET';
    var params = {};
    var callback = null;
    Array.prototype.slice.call(arguments, 1).forEach(function (argument) {
      if (typeof argument === 'string') method = argument.toUpperCase();
      else if (typeof argument === 'function') callback = argument;
      else if (argument) params = argument;
    });
    var fields = new URLSearchParams();
    Object.keys(params).forEach(function (key) {
      var value = params[key];
      if (value === undefined || value === null) return;
      fields.set(key, typeof value === 'object' ? JSON.stringify(value) : String(value));
    });
    if (!fields.has('access_token') && getAccessToken()) {
      fields.set('access_token', getAccessToken());
    }
    var to = graphAddress(path);
    var request = { method: method };
    if (method === 'POST') request.body = fields;
    else fields.forEach(function (value, key) { to.searchParams.set(key, value); });
    fetch(to, request)
      .then(function (response) { return response.json(); })
      .catch(function (failure) { return { error: { message: String(failure), code: 1 } }; })
      .then(function (answered) { call(callback, answered); });
  }

  function graphAddress(path) {
    var tail = String(path).replace(/^\/+/, '');
    var versioned = /^v\d+\.\d+(\/|$)/.test(tail);
    return new URL(platform + '/' + (versioned ? '' : settings.version + '/') + tail);
  }

  function getAccessToken() {
    return (session.authResponse && session.authResponse.accessToken) || null;
  }

  function ui(params, callback) {
    var method = params && params.method;
    if (method === 'permissions.oauth' || method === 'oauth') return login(callback, params);
    setTimeout(function () {
      call(callback, { error_code: 3, error_message: 'not offered here: ' + method });
    }, 0);
  }

  // ---- FB ----

  function parseXfbml(node, callback) {
    var then = typeof node === 'function' ? node : callback;
    setTimeout(function () { fire('xfbml.render'); call(then); }, 0);
  }

  window.FB = {
    __vestibule: true,
    init: init,
    login: login,
    logout: logout,
    getLoginStatus: getLoginStatus,
    getAuthResponse: function () { return session.authResponse; },
    getAccessToken: getAccessToken,
    getUserID: function () { return (session.authResponse && session.authResponse.userID) || ''; },
    api: api,
    ui: ui,
    Event: { subscribe: subscribe, unsubscribe: unsubscribe },
    XFBML: { parse: parseXfbml },
    AppEvents: {
      EventNames: {}, ParameterNames: {}, logEvent: nothing, logPageView: nothing,
      logPurchase: nothing, activateApp: nothing, setUserID: nothing, clearUserID: nothing,
      getUserID: nothing, setAppVersion: nothing, updateUserProperties: nothing
    },
    Canvas: {
      setAutoGrow: nothing, setSize: nothing, scrollTo: nothing, setDoneLoading: nothing,
      setUrlHandler: nothing, startTimer: nothing, stopTimer: nothing, getPageInfo: nothing,
      Prefetcher: { addStaticResource: nothing, setCollectionMode: nothing }
    }
  };

  // ---- starting ----

  var given = new URLSearchParams(address.hash.slice(1));
  if (given.get('appId')) {
    init({ appId: given.get('appId'), version: given.get('version'), xfbml: given.get('xfbml') });
  }

  // Calls that a page's own stub kept for us: [name, arguments].
  (buffered || []).forEach(function (kept) {
    var names = String(kept[0]).replace(/^FB\./, '').split('.');
    var target = names.reduce(function (at, name) { return at && at[name]; }, window.FB);
    if (typeof target === 'function') target.apply(null, kept[1] || []);
  });

  function runAsyncInit() {
    var start = window.fbAsyncInit;
    if (typeof start !== 'function' || start.hasRun) return;
    start.hasRun = true;
    start();
  }
  setTimeout(runAsyncInit, 0);
  window.addEventListener('load', runAsyncInit);
})();

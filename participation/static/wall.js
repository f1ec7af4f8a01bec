// Counts a speaker's time down, and keeps the wall fresh. The server keeps the start of a turn;
// without this script the page says it and reloads itself.
(function () {
  "use strict";
  var EVERY = 2000;
  var PATIENCE = 10000;
  var heard = Date.now();

  function start(root) {
    Array.prototype.forEach.call(root.querySelectorAll("[data-left]"), function (one) {
      one.ends = Date.now() + 1000 * Number(one.getAttribute("data-left"));
    });
  }

  function show() {
    Array.prototype.forEach.call(document.querySelectorAll("[data-left]"), function (one) {
      var left = Math.max(0, Math.ceil((one.ends - Date.now()) / 1000));
      if (one.tagName === "PROGRESS") {
        one.value = left;
        return;
      }
      var seconds = left % 60;
      var words = Math.floor(left / 60) + ":" + (seconds < 10 ? "0" : "") + seconds;
      one.textContent = left ? words : one.getAttribute("data-up");
      one.classList.toggle("up", !left);
      if (!left && !one.told) {
        one.told = true;
        if (navigator.vibrate) navigator.vibrate(600);
      }
    });
  }

  function fresh(html) {
    var next = new DOMParser().parseFromString(html, "text/html").querySelector("main");
    var main = document.querySelector("main");
    if (!next || !next.hasAttribute("data-tag")) return;
    main.parentNode.replaceChild(document.importNode(next, true), main);
    start(document);
    show();
  }

  function isWriting() {
    if (document.querySelector("details[open]")) return true;
    var fields = document.querySelectorAll("main input, main textarea, main select");
    return Array.prototype.some.call(fields, function (one) {
      if (one === document.activeElement) return true;
      if (one.tagName === "SELECT") return one.selectedIndex > 0;
      return one.type !== "hidden" && one.value !== one.defaultValue;
    });
  }

  // A telephone shows its page anew when something happened, unless somebody writes on it.
  function tell(sign) {
    if (isWriting()) sign.hidden = false;
    else location.replace(sign.querySelector("a").href);
  }

  function poll() {
    var watched = document.querySelector("[data-tag]");
    var address = watched.getAttribute("data-watch") || location.href;
    var tag = watched.getAttribute("data-tag");
    fetch(address, { cache: "no-store", headers: { "If-None-Match": 'W/"' + tag + '"' } })
      .then(function (answer) {
        if (answer.status !== 200 && answer.status !== 304) return;
        heard = Date.now();
        if (answer.status === 304) return;
        if (watched.tagName === "MAIN") return answer.text().then(fresh);
        tell(watched);
      })
      .catch(function () {})
      .then(function () {
        document.body.classList.toggle("away", Date.now() - heard > PATIENCE);
        window.setTimeout(poll, EVERY);
      });
  }

  start(document);
  show();
  window.setInterval(show, 250);
  if (document.querySelector("[data-tag]")) window.setTimeout(poll, EVERY);
})();

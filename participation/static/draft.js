// Keeps what is typed into a long form while it is typed; without this script there is a button.
(function () {
  "use strict";
  var PAUSE = 3000;
  var sign = document.querySelector("[data-keep]");
  if (!sign || !window.fetch || !window.FormData) return;
  var form = sign.parentNode;
  var waiting = null;
  var isSent = false;

  function say(words) {
    sign.textContent = words;
    sign.hidden = false;
  }

  function keep() {
    window.clearTimeout(waiting);
    waiting = null;
    if (isSent) return;
    fetch(sign.getAttribute("data-keep"), {
      method: "POST",
      body: new URLSearchParams(new FormData(form)),
      credentials: "same-origin",
      keepalive: true,
    })
      .then(function (answer) {
        if (!answer.ok) throw new Error(answer.status);
        say(sign.getAttribute("data-kept"));
      })
      .catch(function () {
        say(sign.getAttribute("data-failed"));
      });
  }

  form.addEventListener("input", function () {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(keep, PAUSE);
  });
  form.addEventListener("submit", function () {
    isSent = true;
  });
  document.addEventListener("visibilitychange", function () {
    if (document.hidden && waiting !== null) keep();
  });
})();

// A second tap on a sent form does nothing: comfort only, the server counts once anyway.
(function () {
  "use strict";
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "1";
    form.setAttribute("aria-busy", "true");
    window.setTimeout(release, 8000, form);
  });
  // The back button may bring the page back from memory, still marked as sent.
  window.addEventListener("pageshow", function () {
    Array.prototype.forEach.call(document.forms, release);
  });
  function release(form) {
    delete form.dataset.sent;
    form.removeAttribute("aria-busy");
  }
})();

// Keys on pages where somebody decides: j or n the next of the queue, k the one before, d the decision, a digit an outcome.
(function () {
  "use strict";
  var queue = document.querySelector("[data-queue]"), box = document.querySelector("[data-decide]");
  if (!queue && !box) return;
  if (box) box.querySelector(".keys").hidden = false;
  function go(rel) {
    var a = queue && queue.querySelector("a[rel=" + rel + "]");
    if (a) location.href = a.href;
  }
  document.addEventListener("keydown", function (e) {
    var t = e.target, typing = /^(TEXTAREA|SELECT)$/.test(t.tagName) || t.tagName === "INPUT" && t.type !== "radio";
    if (typing || t.isContentEditable || e.defaultPrevented || e.repeat || e.ctrlKey || e.altKey || e.metaKey) return;
    if (e.key === "j" || e.key === "n") go("next");
    else if (e.key === "k") go("prev");
    else if (!box) return;
    else if (e.key === "d") {
      var first = box.querySelector("input:not([type=hidden]):not([disabled]), textarea, select, button:not([disabled])") || box;
      box.scrollIntoView();
      first.focus();
    } else if (/^[1-9]$/.test(e.key)) {
      var o = box.querySelectorAll("input[type=radio]")[e.key - 1];
      if (!o || o.disabled) return;
      o.checked = true;
      o.focus();
    } else return;
    e.preventDefault();
  });
})();

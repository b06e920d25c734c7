// "/" goes to the box that searches; the arrow keys walk over what was found.
(function () {
  "use strict";
  var box = document.getElementById("find");
  document.addEventListener("keydown", function (e) {
    if (e.ctrlKey || e.altKey || e.metaKey || e.isComposing || e.defaultPrevented) return;
    var t = e.target, typing = /^(INPUT|TEXTAREA|SELECT)$/.test(t.tagName) || t.isContentEditable;
    if (e.key === "/" && box && !typing) {
      e.preventDefault();
      box.focus();
      box.select();
      return;
    }
    if (e.key !== "ArrowDown" && e.key !== "ArrowUp") return;
    var hits = [].slice.call(document.querySelectorAll(".hits a"));
    if (!hits.length || typing && t.type !== "search") return;
    var at = hits.indexOf(t), to = at + (e.key === "ArrowDown" ? 1 : -1);
    if (at < 0) to = e.key === "ArrowDown" ? 0 : -1;
    e.preventDefault();
    if (to < 0 && box) { box.focus(); return; }
    if (hits[to]) hits[to].focus();
  });
})();

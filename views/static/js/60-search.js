// The arrow keys walk over what was found, from the box that searches and back to it.
(function () {
  "use strict";
  var box = document.getElementById("find");
  document.addEventListener("keydown", function (e) {
    if (e.key !== "ArrowDown" && e.key !== "ArrowUp" || e.ctrlKey || e.altKey || e.metaKey || e.isComposing) return;
    var hits = [].slice.call(document.querySelectorAll(".hits a")), at = hits.indexOf(e.target);
    if (!hits.length || at < 0 && e.target !== box && e.target !== document.body) return;
    var to = e.key === "ArrowDown" ? at + 1 : at - 1;
    if (to < 0 && at < 0) return;
    e.preventDefault();
    if (to < 0) box.focus();
    else if (hits[to]) hits[to].focus();
  });
})();

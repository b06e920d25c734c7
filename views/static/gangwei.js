// Small helps; every page works without them.
(function () {
  "use strict";
  // A form is sent once: the second click waits for the first answer.
  document.addEventListener("submit", function (e) {
    var f = e.target;
    if (f.getAttribute("data-sent")) { e.preventDefault(); return; }
    if ((f.method || "").toLowerCase() === "post") f.setAttribute("data-sent", "1");
  });
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-sent]").forEach(function (f) { f.removeAttribute("data-sent"); });
  });
  // After a refusal the reader, and the screen reader, begin at the summary.
  var s = document.querySelector(".summary");
  if (s) s.focus();
  // Filters apply at once.
  document.querySelectorAll("form.filter select").forEach(function (x) {
    x.addEventListener("change", function () {
      if (x.name === "region" && x.value) {
        x.form.querySelectorAll("input[type=hidden][name=region]").forEach(function (h) { h.disabled = true; });
      }
      if (x.name === "region" && !x.value) x.disabled = true;
      x.form.submit();
    });
  });
  // A position is taken only when somebody asks for it, and sent in millionths of a degree.
  var locate = document.querySelector("[data-locate]");
  if (locate && navigator.geolocation) {
    locate.hidden = false;
    locate.addEventListener("click", function () {
      var said = document.querySelector("[data-located]");
      said.textContent = "正在取位置……";
      navigator.geolocation.getCurrentPosition(function (p) {
        locate.form.latitude.value = Math.round(p.coords.latitude * 1e6);
        locate.form.longitude.value = Math.round(p.coords.longitude * 1e6);
        locate.form.accuracy.value = Math.round(p.coords.accuracy);
        said.textContent = "已记下，误差约" + Math.round(p.coords.accuracy) + "米。只随有问题的检查保存。";
      }, function () {
        said.textContent = "取不到位置，不影响登记。请用文字写明地点。";
      }, { timeout: 15000 });
    });
  }
  // A running job's page looks again by itself.
  var job = document.querySelector("[data-job]");
  if (job) setTimeout(function () { location.reload(); }, 1500);
})();

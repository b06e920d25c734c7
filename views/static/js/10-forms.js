// Small helps; every page works without them.
(function () {
  "use strict";
  // Signing out with checks that wait in the phone warns, and takes what the phone page carried out of the browser; the checks stay.
  document.addEventListener("submit", function (e) {
    var f = e.target;
    if (f.getAttribute("action") !== "/signout" || !window.indexedDB) return;
    e.preventDefault();
    e.stopPropagation();
    var r;
    try { r = indexedDB.open("gangwei"); } catch (_) { f.submit(); return; }
    r.onupgradeneeded = function () { r.transaction.abort(); };
    r.onerror = function () { f.submit(); };
    r.onsuccess = function () {
      var tx = r.result.transaction(["meta", "queue"], "readwrite"), all = tx.objectStore("queue").getAll();
      var waiting = 0, sure = true;
      all.onsuccess = function () {
        waiting = all.result.filter(function (x) { return x.state !== "sent"; }).length;
        sure = !waiting || confirm("本机还有" + waiting + "条检查没有发出。退出后仍留在本机，由登记的人再登录后发出。确定退出吗？");
        if (!sure) return;
        ["me", "data", "csrf", "carry"].forEach(function (k) { tx.objectStore("meta").delete(k); });
        all.result.forEach(function (x) { if (x.state === "sent") tx.objectStore("queue").delete(x.client_id); });
      };
      tx.oncomplete = tx.onabort = function () { r.result.close(); if (sure) f.submit(); };
    };
  }, true);
  // What a grid keeps of its steps while the window is open goes before somebody else signs in.
  if (document.querySelector("form[action='/signin']")) {
    try {
      Object.keys(sessionStorage).forEach(function (k) { if (!k.indexOf("undo ")) sessionStorage.removeItem(k); });
    } catch (_) { /* not allowed: then nothing is kept */ }
  }
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
  // Filters and orders apply at once; by keys, which pass one choice after the other, on Enter or by the button beside.
  document.querySelectorAll("form.filter select, .sortby select").forEach(function (x) {
    var was = x.value, keys = false;
    function send() {
      if (x.name === "region" && x.value) {
        x.form.querySelectorAll("input[type=hidden][name=region]").forEach(function (h) { h.disabled = true; });
      }
      if (x.name === "region" && !x.value) x.disabled = true;
      x.form.submit();
    }
    x.addEventListener("mousedown", function () { keys = false; });
    x.addEventListener("keydown", function (e) {
      keys = true;
      if (e.key !== "Enter" || x.value === was) return;
      e.preventDefault();
      send();
    });
    x.addEventListener("change", function () { if (!keys) send(); });
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
})();

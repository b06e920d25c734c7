// What frames every page: the bell, counts that grow while the page stands open, the keys. Every page works without it.
(function () {
  "use strict";
  // --- counts at the links, the late ones red; the bell
  function count(of, n, late) {
    var old = of.querySelector(".count");
    if (old) of.removeChild(old);
    if (!n) return;
    var c = document.createElement("span");
    c.className = late ? "count late" : "count";
    c.textContent = n > 999 ? "999+" : n;
    var said = document.createElement("span");
    said.className = "sr";
    var unit = of.getAttribute("data-unit") || "件";
    said.textContent = late ? unit + "，其中" + late + unit + "已逾期" : unit;
    c.appendChild(said);
    of.appendChild(c);
  }
  function show(w) {
    document.querySelectorAll("[data-counts] a").forEach(function (a) {
      var n = w.links[a.getAttribute("href")] || [0, 0];
      count(a, n[0], n[1]);
    });
    document.querySelectorAll("[data-groups]").forEach(function (a) {
      var n = 0, late = 0;
      a.getAttribute("data-groups").split(" ").forEach(function (g) {
        var x = w.groups[g] || [0, 0];
        n += x[0];
        late += x[1];
      });
      count(a, n, late);
    });
  }
  var bell = document.querySelector(".bell"), rung = null;
  function ring(j) {
    if (!bell) return;
    count(bell, j.done, 0);
    if (rung !== null && j.done > rung && j.words) toast(j.words, j.address);
    rung = j.done;
    if (j.running) setTimeout(ask, 8000);
  }
  function toast(text, address) {
    var t = document.createElement("p");
    t.className = "toast";
    t.setAttribute("role", "status");
    t.textContent = text;
    var a = document.createElement("a");
    a.href = address;
    a.textContent = "查看";
    t.appendChild(a);
    document.body.appendChild(t);
    setTimeout(function () { if (t.parentNode) t.parentNode.removeChild(t); }, 15000);
  }
  function ask() {
    if (document.hidden) { setTimeout(ask, 8000); return; }
    fetch("/api/counts", { credentials: "same-origin" }).then(function (a) { return a.ok ? a.json() : null; })
      .then(function (x) {
        if (!x) return;
        show(x.waiting);
        ring(x.jobs);
      }).catch(function () { /* without counts the links are as good */ });
  }
  // The server has written the counts into the page; it is asked again while a job runs, and when somebody comes back.
  if (document.body.classList.contains("in") && window.fetch) {
    if (bell && bell.hasAttribute("data-running")) ask();
    var loaded = Date.now();
    document.addEventListener("visibilitychange", function () {
      if (document.hidden || Date.now() - loaded < 60000) return;
      loaded = Date.now();
      ask();
    });
  }

  // --- a running job's page looks again by itself
  var job = document.querySelector("[data-job]");
  function look() {
    fetch("/api/jobs/" + job.getAttribute("data-job"), { credentials: "same-origin" }).then(function (a) { return a.json(); })
      .then(function (j) {
        if (j.over) { location.reload(); return; }
        document.querySelector("[data-job-state]").textContent = j.state;
        document.querySelector("[data-job-left]").textContent = j.left;
        document.querySelector("[data-job-done]").textContent = j.total ? j.done + " / " + j.total : "";
        document.querySelector("main progress").value = j.percent;
        setTimeout(look, 2000);
      }).catch(function () { setTimeout(look, 10000); });
  }
  if (job && window.fetch) setTimeout(look, 1500);

  // --- keys: / to search, ? for the keys, Esc away
  document.addEventListener("keydown", function (e) {
    if (e.ctrlKey || e.altKey || e.metaKey || e.isComposing) return;
    var at = e.target, typing = /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName) || at.isContentEditable;
    var find = document.getElementById("find");
    if (e.key === "Escape") {
      if (at === find) find.blur();
      document.querySelectorAll(".toast").forEach(function (t) { t.parentNode.removeChild(t); });
      return;
    }
    if (typing || e.defaultPrevented) return;
    if (e.key === "/" && find) {
      e.preventDefault();
      find.focus();
      find.select();
    } else if (e.key === "?" && document.body.classList.contains("in")) {
      location.href = "/guide/keys";
    }
  });
})();

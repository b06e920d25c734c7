// Lists: how many rows are chosen, and a row's page beside its list. Without it every link leads to its page.
(function () {
  "use strict";
  function all(root, what) { return Array.prototype.slice.call(root.querySelectorAll(what)); }

  // Rows that are chosen: how many, all of the page, and from one to another with the shift key.
  all(document, "form.picking").forEach(function (form) {
    var boxes = all(form, "input[name=ids]"), head = form.querySelector("[data-all]"), said = form.querySelector("[data-chosen]"), bar = form.querySelector(".bulkbar"), last = -1;
    head.hidden = said.hidden = false;
    function count() {
      var n = 0;
      boxes.forEach(function (b) {
        if (b.checked) n++;
        b.closest("tr").classList.toggle("chosen", b.checked);
      });
      said.querySelector("b").textContent = n;
      head.checked = n > 0 && n === boxes.length;
      head.indeterminate = n > 0 && n < boxes.length;
      form.classList.toggle("idle", !n);
      all(form, "[data-bulk]").forEach(function (b) { b.disabled = !n; });
      bar.hidden = !n;
    }
    head.addEventListener("change", function () {
      boxes.forEach(function (b) { b.checked = head.checked; });
      count();
    });
    boxes.forEach(function (b, i) {
      b.addEventListener("click", function (e) {
        if (e.shiftKey && last >= 0) {
          for (var k = Math.min(i, last); k <= Math.max(i, last); k++) boxes[k].checked = b.checked;
        }
        last = i;
        count();
      });
    });
    window.addEventListener("pageshow", count);
    count();
  });

  all(document, "[data-print]").forEach(function (b) {
    b.hidden = false;
    b.addEventListener("click", function () { window.print(); });
  });

  // The row's page in a drawer: Esc closes, up and down go on to the next row, the focus returns to where it was.
  var drawer = null, link = null, asked = 0;
  function links() { return all(link.closest("[data-list]"), "a[data-row]"); }
  function mark(on) { if (link) link.closest("tr").classList.toggle("open", on); }
  // An open drawer is a step of the browser's history: going back closes it, and the list stays as it was.
  function kept() { return history.state && history.state.row; }
  function close() { if (kept()) history.back(); else shut(); }
  function shut() {
    if (!drawer) return;
    asked++;
    mark(false);
    drawer.remove();
    drawer = null;
    link.focus();
  }
  function button(words, act) {
    var b = document.createElement("button");
    b.type = "button";
    b.className = "second";
    b.textContent = words;
    b.addEventListener("click", act);
    return b;
  }
  // Within the drawer every id has a name of its own, so that none stands twice on the page, and what is relative to
  // the row's page leads there.
  function settle(body, page) {
    all(body, 'a[href^="?"]').forEach(function (x) { x.href = page.split(/[?#]/)[0] + x.getAttribute("href"); });
    all(body, "form:not([action])").forEach(function (x) { x.action = page.split("#")[0]; });
    all(body, "[id]").forEach(function (x) { x.id = "d-" + x.id; });
    ["for", "form", "list", "aria-labelledby", "aria-describedby", "aria-controls"].forEach(function (a) {
      all(body, "[" + a + "]").forEach(function (x) {
        x.setAttribute(a, x.getAttribute(a).split(" ").map(function (id) { return "d-" + id; }).join(" "));
      });
    });
    all(body, 'a[href^="#"]').forEach(function (x) { x.setAttribute("href", "#d-" + x.getAttribute("href").slice(1)); });
  }
  function build() {
    drawer = document.createElement("aside");
    drawer.className = "drawer";
    drawer.tabIndex = -1;
    var bar = document.createElement("p"), whole = document.createElement("a"), body = document.createElement("div");
    bar.className = "acts";
    whole.textContent = "打开整页";
    whole.className = "tap";
    bar.appendChild(button("上一条", function () { step(-1); }));
    bar.appendChild(button("下一条", function () { step(1); }));
    bar.appendChild(whole);
    bar.appendChild(button("关闭", close));
    drawer.appendChild(bar);
    drawer.appendChild(body);
    document.body.appendChild(drawer);
  }
  function open(a) {
    mark(false);
    link = a;
    mark(true);
    var step = { row: a.getAttribute("href") };
    if (kept()) history.replaceState(step, ""); else history.pushState(step, "");
    if (!drawer) build();
    drawer.setAttribute("aria-label", a.textContent);
    drawer.querySelector(".acts a").href = a.href;
    var now = ++asked, body = drawer.lastChild;
    body.setAttribute("aria-busy", "true");
    fetch(a.href, { credentials: "same-origin" }).then(function (r) {
      if (!r.ok || r.redirected) throw new Error("no page");
      return r.text();
    }).then(function (text) {
      if (now !== asked) return;
      var main = new DOMParser().parseFromString(text, "text/html").querySelector("main");
      if (!main || main.querySelector("[data-grid]")) throw new Error("no page, or one that is filled in by its own script");
      body.textContent = "";
      while (main.firstChild) body.appendChild(document.adoptNode(main.firstChild));
      all(body, "h1").forEach(function (h) {
        var h2 = document.createElement("h2");
        h2.textContent = h.textContent;
        h.parentNode.replaceChild(h2, h);
      });
      settle(body, a.href);
      body.removeAttribute("aria-busy");
      drawer.scrollTop = 0;
      drawer.focus();
    }).catch(function () {
      if (now === asked) location.replace(a.href);
    });
  }
  function step(by) {
    var rows = links(), next = rows[rows.indexOf(link) + by];
    if (!next) return;
    next.scrollIntoView({ block: "nearest" });
    open(next);
  }
  document.addEventListener("click", function (e) {
    var a = e.target.closest && e.target.closest("a[data-row]");
    if (!a || e.button || e.ctrlKey || e.metaKey || e.shiftKey || e.altKey || e.defaultPrevented || innerWidth < 1000) return;
    e.preventDefault();
    open(a);
  });
  function again() {
    var a = kept() && innerWidth >= 1000 && all(document, "a[data-row]").filter(function (x) { return x.getAttribute("href") === kept(); })[0];
    if (a) open(a); else shut();
  }
  window.addEventListener("popstate", again);
  again();
  document.addEventListener("keydown", function (e) {
    if (!drawer) return;
    var typing = /^(INPUT|SELECT|TEXTAREA)$/.test(e.target.tagName);
    if (e.key === "Escape" && !typing) {
      e.preventDefault();
      close();
    } else if (!typing && (e.key === "ArrowDown" || e.key === "ArrowUp")) {
      e.preventDefault();
      step(e.key === "ArrowDown" ? 1 : -1);
    }
  });
})();

// A place is found by a part of its name or its code while somebody types. Without this, it is chosen level by level.
(function () {
  "use strict";
  document.querySelectorAll("[data-jump]").forEach(function (jump, n) {
    var input = jump.querySelector("input"), list = document.createElement("ul");
    var items = [], at = -1, timer = 0, asked = "";
    list.id = "jumps" + n;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "找到的地方");
    list.hidden = true;
    jump.appendChild(list);
    jump.hidden = false;
    [["role", "combobox"], ["aria-expanded", "false"], ["aria-controls", list.id], ["aria-autocomplete", "list"]].forEach(function (x) {
      input.setAttribute(x[0], x[1]);
    });
    function close() {
      list.hidden = true;
      at = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }
    function mark(to) {
      at = to;
      [].forEach.call(list.children, function (li, i) { li.setAttribute("aria-selected", i === at ? "true" : "false"); });
      if (at < 0) { input.removeAttribute("aria-activedescendant"); return; }
      input.setAttribute("aria-activedescendant", list.children[at].id);
      list.children[at].scrollIntoView({ block: "nearest" });
    }
    function take(i) {
      var form = jump.closest("form"), kept;
      if (!items[i]) return;
      if (form && form.method === "get") {
        form.querySelectorAll("[name=region]").forEach(function (x) { x.disabled = true; });
        kept = document.createElement("input");
        kept.type = "hidden";
        kept.name = "region";
        kept.value = items[i].code;
        form.appendChild(kept);
        form.submit();
        return;
      }
      kept = new URLSearchParams(location.search);
      ["after", "before", "page", "as"].forEach(function (x) { kept.delete(x); });
      kept.set("region", items[i].code);
      location.search = kept.toString();
    }
    function show(found) {
      items = found;
      list.textContent = "";
      found.forEach(function (x, i) {
        var li = document.createElement("li");
        li.id = list.id + "-" + i;
        li.setAttribute("role", "option");
        li.textContent = x.full + "　" + x.code;
        li.addEventListener("mousedown", function (e) { e.preventDefault(); take(i); });
        list.appendChild(li);
      });
      if (!found.length) {
        var none = document.createElement("li");
        none.id = list.id + "-none";
        none.setAttribute("role", "option");
        none.setAttribute("aria-disabled", "true");
        none.textContent = "辖区内没有找到";
        list.appendChild(none);
      }
      list.hidden = false;
      input.setAttribute("aria-expanded", "true");
      mark(found.length ? 0 : -1);
    }
    function ask() {
      var q = input.value.trim();
      asked = q;
      if (!q) { close(); return; }
      fetch("/api/regions?q=" + encodeURIComponent(q) + "&under=" + encodeURIComponent(jump.getAttribute("data-jump")), {
        credentials: "same-origin"
      }).then(function (r) { return r.ok ? r.json() : []; }).then(function (found) {
        if (asked === q) show(found);
      }, function () { close(); });
    }
    input.addEventListener("input", function () {
      clearTimeout(timer);
      timer = setTimeout(ask, 120);
    });
    input.addEventListener("keydown", function (e) {
      if (e.isComposing || e.keyCode === 229) return;
      if (e.key === "Enter") {
        e.preventDefault();
        if (!list.hidden && at >= 0 && asked === input.value.trim()) take(at);
        else { clearTimeout(timer); ask(); }
      } else if (e.key === "Escape") {
        close();
      } else if ((e.key === "ArrowDown" || e.key === "ArrowUp") && !list.hidden && items.length) {
        e.preventDefault();
        mark((at + (e.key === "ArrowDown" ? 1 : items.length - 1)) % items.length);
      }
    });
    input.addEventListener("blur", close);
  });
})();

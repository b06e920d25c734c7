// A table of fields as a grid: moving by keys, ranges, filling, copying, pasting with a look before, undoing, marks by
// one key, drafts on the server. The server judges everything again; without this file the form is as it stands.
(function () {
  "use strict";
  const list = (x) => Array.from(x);
  const user = document.currentScript.dataset.user;
  const norm = (s) => String(s).normalize("NFKC").trim();
  // parse what Excel copies: cells by tabs, rows by lines, quoted where a cell holds either.
  function parse(text) {
    const rows = [[]];
    let cell = "", i = 0;
    const end = () => { rows[rows.length - 1].push(cell); cell = ""; };
    text = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
    if (text.charCodeAt(0) === 0xfeff) i = 1;
    for (let first = true; i < text.length; i++) {
      const ch = text[i];
      const close = first && ch === '"' ? closing(text, i) : -1;
      if (close > 0) { cell = text.slice(i + 1, close).replace(/""/g, '"'); i = close; first = false; continue; }
      if (ch === "\t") { end(); first = true; } else if (ch === "\n") { end(); rows.push([]); first = true; } else { cell += ch; first = false; }
    }
    end();
    return rows;
  }
  // closing quote of a cell that begins with one; -1 where it is just a quote.
  function closing(text, i) {
    for (let j = i + 1; j < text.length; j++) {
      if (text[j] !== '"') continue;
      if (text[j + 1] === '"') { j++; continue; }
      return j + 1 === text.length || text[j + 1] === "\t" || text[j + 1] === "\n" ? j : -1;
    }
    return -1;
  }
  const quote = (s) => /[\t\n"]/.test(s) ? '"' + s.replace(/"/g, '""') + '"' : s;

  const mostText = 400000, mostCells = 20000, listed = 8, steps = 300;

  function grid(table) {
    const d = table.dataset, tools = document.getElementById(d.tools), form = table.closest("form"), scroll = table.closest(".scroll") || table;
    const csrf = (document.querySelector("[name=_csrf]") || {}).value || "";
    const head = table.tHead.rows[table.tHead.rows.length - 1];
    const heads = list(head.cells).filter((h) => h.dataset.n);
    const rows = list(table.tBodies[0].rows).filter((r) => r.dataset.id);
    if (!rows.length || !heads.length) return;
    // A large sheet brings its days as characters: here they become cells.
    const coded = (text, of) => ((text || "").split(" ").find((k) => k[0] === of) || "").slice(1);
    rows.forEach((tr) => {
      const hold = tr.querySelector("[data-cells]"), s = tr.dataset;
      const odd = JSON.parse(s.odd || "{}");
      if (hold) heads.filter((h) => h.dataset.day).forEach((h, i) => {
        const td = document.createElement("td"), v = coded(d.codes, s.days[i]), said = odd[i + 1], t = (s.typed || "")[i] || " ", plan = { P: "班", O: "·" }[(s.plan || "")[i]] || "";
        td.className = (s.changed || "")[i] === "1" ? "day changed" : "day";
        if (s.how && s.how[i] !== "-") td.title = coded(d.hows, s.how[i]);
        const el = document.createElement(s.open[i] === "1" ? "input" : "span");
        td.append(el);
        if (s.open[i] === "1") {
          el.type = "text";
          el.name = h.dataset.n.replace("%", s.id);
          el.maxLength = 1;
          el.placeholder = plan;
          el.setAttribute("aria-label", s.name + h.dataset.say);
          el.setAttribute("value", said ? said[0] : t === " " ? v : coded(d.codes, t));
          if (t !== " ") el.dataset.kept = v;
          if (said && said[1]) { el.id = "f-" + el.name; el.title = said[1]; el.setAttribute("aria-invalid", "true"); }
        } else {
          if (!v) el.className = "plan";
          el.textContent = v || plan;
        }
        hold.before(td);
      });
      if (hold) hold.remove();
    });
    const cells = new Map(), names = new Map();
    const line = (tr, r) => heads.map((h, c) => {
      const td = tr.cells[h.cellIndex], el = td.querySelector("input:not([type=hidden]),select,textarea");
      const x = { td: td, el: el, r: r, c: c, h: h, kind: h.dataset.kind || "mark", name: h.dataset.n.replace("%", tr.dataset.id), src: ((tr.dataset.fills || "")[c] || "").replace("-", ""), bad: "", told: "" };
      x.was = x.first = x.begin = el ? el.value : shown(td);
      // Answered with faults: the field keeps what was typed, beside what is kept.
      if (el && d.unsaved && (most || el.dataset.kept !== undefined)) x.first = el.dataset.kept || "";
      if (el && el.getAttribute("aria-invalid")) x.told = el.title || "有误";
      cells.set(td, x);
      names.set(x.name, x);
      if (el) { el.tabIndex = -1; el.setAttribute("autocomplete", "off"); } else td.tabIndex = -1;
      return x;
    });
    // a table of new rows grows up to so many
    const most = +d.grow || 0, W = heads.length, at = rows.map(line);
    let H = rows.length;
    function grow(n) {
      for (; H < Math.min(n, most); H++) {
        const tr = rows[0].cloneNode(true), id = H + 1;
        tr.dataset.id = id;
        tr.dataset.name = "第" + id + "行";
        tr.cells[0].textContent = id;
        tr.querySelectorAll(".fault").forEach((f) => f.remove());
        tr.querySelectorAll("td").forEach((td) => { td.className = td.title = ""; });
        tr.querySelectorAll("input,select").forEach((el) => {
          el.name = el.name.replace(/\d+$/, id);
          el.id = "f-" + el.name;
          el.setAttribute("aria-label", el.getAttribute("aria-label").replace(/\d+/, id));
          el.value = el.title = "";
          el.removeAttribute("aria-invalid");
        });
        table.tBodies[0].append(tr);
        rows.push(tr);
        at.push(line(tr, H));
      }
      if (by && pick.length < H) setBy(by);
    }
    const keys = {}, marks = new Map(), work = norm(d.work || "").split(" ");
    (d.words || "").split(";").forEach((w) => {
      const i = w.indexOf(":");
      if (i > 0) w.slice(i + 1).split(" ").forEach((s) => marks.set(norm(s).toLowerCase(), w.slice(0, i)));
    });
    const open = list(rows).some((_, r) => at[r].some((x) => x.el));
    let cur = at[0].find((x) => x.el) || at[0][0], end = cur, cols = [cur.c], r0 = cur.r, r1 = cur.r;
    let painted = [], undo = [], redo = [], editing = false, dragging = false, taken = false, leaving = false, leave = false, preview = null;
    let soon = 0;
    const stirred = new Set(), changed = new Set(), faulty = new Set();

    const cellOf = (e) => cells.get(e.target.closest("td"));
    const isSelect = (x) => !!x.el && x.el.tagName === "SELECT";
    const title = (c) => heads[c].dataset.say || norm(heads[c].textContent);
    function shown(td) { return td.querySelector(".plan") ? "" : norm(td.textContent).replace(/\s+/g, " "); }
    const who = (x) => (rows[x.r].dataset.name || "第" + (x.r + 1) + "行") + " " + title(x.c);

    // what a cell may hold
    function fit(x, v) {
      v = norm(v);
      if (x.kind === "mark") {
        const k = v.toLowerCase(), m = marks.get(k);
        if (m !== undefined) return m;
        if (/^[-—–－/／]+$/.test(v)) return "";
        const n = /^(\d{1,2}(?:\.\d{1,2})?)(?:个?小时|h|天|日|工)?$/.exec(k);
        if (n && marks.size) return +n[1] === 0 ? "缺" : +n[1] === 0.5 ? "半" : +n[1] >= 1 && +n[1] <= 24 ? "勤" : v;
        return v;
      }
      if (x.kind === "int" || x.kind === "money") return v.replace(/[,，\s]/g, "");
      if (x.kind === "date") {
        const m = /^(\d{4})\s*[-年./]\s*(\d{1,2})\s*[-月./]\s*(\d{1,2})\s*日?$/.exec(v);
        return m ? m[1] + "-" + ("0" + m[2]).slice(-2) + "-" + ("0" + m[3]).slice(-2) : v;
      }
      if (isSelect(x)) {
        const o = list(x.el.options).find((o) => o.value === v || norm(o.text) === v);
        if (o) return o.value;
      }
      return v.replace(/\s*\n\s*/g, " ");
    }
    function judge(x, v) {
      if (v === x.begin && x.told) return x.told;
      if (v === x.first) return "";
      if (x.kind === "mark") {
        if (v === "") return "";
        if (!marks.has(v.toLowerCase())) return "“" + v.slice(0, 10) + "”不认识";
        return (rows[x.r].dataset.not || "").split(" ").includes(v) ? d.why || "这里不能填“" + v + "”" : "";
      }
      if (v === "") return "";
      if (x.kind === "int" && (!/^\d{1,9}$/.test(v) || +v > +(x.h.dataset.max || 1e9))) return "应为整数" + (x.h.dataset.max ? "，不超过" + x.h.dataset.max : "");
      if (x.kind === "money" && !/^\d{1,10}(\.\d{1,2})?$/.test(v)) return "应为金额，最多两位小数";
      if (x.kind === "date" && isNaN(Date.parse(v))) return "应为日期，例如2025-03-05";
      if (isSelect(x)) return list(x.el.options).some((o) => o.value === v) ? "" : "“" + v.slice(0, 10) + "”不认识";
      return x.h.dataset.max && v.length > +x.h.dataset.max ? "不超过" + x.h.dataset.max + "个字" : "";
    }
    function check(x) {
      const bad = judge(x, x.was);
      if (bad === x.bad) return; // most keys change nothing here, and nothing is to be drawn anew
      x.bad = bad;
      x.td.classList.toggle("bad", !!x.bad);
      if (x.bad) { x.el.setAttribute("aria-invalid", "true"); x.el.setAttribute("aria-describedby", says.id); faulty.add(x); } else if (faulty.delete(x)) {
        x.el.removeAttribute("aria-invalid");
        x.el.removeAttribute("aria-describedby");
      }
      x.td.title = x.bad || x.td.dataset.title || "";
    }

    // one place through which everything is changed, so that everything is undone
    function put(x, v, src, wait) {
      if (wait && x !== cur && !isSelect(x)) { x.late = true; late.add(x); } else { x.late = false; x.el.value = v; }
      x.was = isSelect(x) ? x.el.value : v;
      x.src = src;
      if (v === x.first) changed.delete(x); else changed.add(x);
      check(x);
    }
    // To draw a thousand fields takes a slow machine longer than a key may: the nearest are drawn at once, the others
    // frame by frame, as many in one as this machine draws in a moment.
    const late = new Set();
    let part = 90, queue = [], began = 0, due = 0;
    function show(x) {
      late.delete(x);
      if (x.late) { x.late = false; x.el.value = x.was; }
      x.td.classList.toggle("in", !!x.in);
    }
    function drain(all) {
      if (all === true) late.forEach(show); else for (let n = part; n && queue.length;) { const x = queue.pop(); if (late.has(x)) { show(x); n--; } }
      table.setAttribute("aria-busy", !!late.size);
      if (!late.size) return;
      began = performance.now();
      if (!due) due = requestAnimationFrame(() => setTimeout(() => {
        const took = performance.now() - began;
        due = 0;
        part = took < 25 ? part * 2 : took > 45 ? Math.max(part >> 1, 60) : part;
        drain();
      }, 0));
    }
    function draw() {
      queue = Array.from(late).sort((a, b) => Math.abs(a.r - cur.r) - Math.abs(b.r - cur.r)).reverse();
      if (queue.length && (!due || late.size <= part)) drain();
    }
    function putAll(done, value) {
      done.forEach((x) => put(x[0], value(x)[0], value(x)[1], done.length > 60));
      draw();
    }
    function change(what, label) {
      const done = [], twice = new Map();
      what.forEach((w) => {
        const x = w[0], src = w[2] || "", e = twice.get(x);
        if (!x.el) return;
        const v = fit(x, w[1]);
        if (e) { e[2] = v; e[4] = src; return; }
        if (v === x.was) { x.el.value = x.was; return; }
        twice.set(x, [x, x.was, v, x.src, src]);
        done.push(twice.get(x));
      });
      if (!done.length) return 0;
      putAll(done, (x) => [x[2], x[4]]);
      undo.push({ label: label, done: done });
      if (undo.length > steps) undo.shift();
      redo.length = 0;
      after(done);
      return done.length;
    }
    function back(from, to, verb, side) {
      commit();
      const e = from.pop();
      if (!e) return say("没有可以" + verb + "的了。");
      putAll(e.done, (x) => side ? [x[2], x[4]] : [x[1], x[3]]);
      to.push(e);
      after(e.done);
      go(e.done[0][0]);
      say("已" + verb + "：" + e.label + (e.done.length > 1 ? "，" + e.done.length + "格" : "") + "。");
    }
    // What was done is kept while the window is open, over a save and over leaving the page. Where a cell does not
    // stand as it was left, somebody else has it now: what was done there before is forgotten. Another person at the same
    // machine has steps of their own.
    const store = "undo " + user + " " + (d.draft ? d.draft + d.item : location.pathname + d.tools);
    const named = (all, f) => all.map((e) => ({ label: e.label, done: e.done.map((x) => [f(x[0])].concat(x.slice(1))) }));
    function keepSteps() {
      if (most) return;
      try {
        let text = "";
        for (let n = steps; n && (!text || text.length > mostText * 2); n >>= 1) text = JSON.stringify([undo, redo].map((a) => named(a.slice(-n), (x) => x.name)));
        sessionStorage.setItem(store, text);
      } catch (e) { /* full, or not allowed: then a save ends it */ }
    }
    function recall() {
      let kept = [];
      try { kept = JSON.parse(sessionStorage.getItem(store)) || []; } catch (e) { /* as if there were none */ }
      [undo, redo].forEach((a, side) => {
        const now = new Map(), back = named(kept[side] || [], (n) => names.get(n)).reverse();
        back.forEach((e) => {
          e.done = e.done.filter((w) => {
            const x = w[0], ok = x && x.el && (now.has(x) ? now.get(x) : x.was) === w[2 - side];
            if (x) now.set(x, ok ? w[1 + side] : null);
            return ok;
          });
        });
        const steps = back.filter((e) => e.done.length).reverse();
        if (steps.length) a.splice(0, a.length, ...steps);
      });
    }
    function commit() {
      if (cur.el && cur.el.value !== cur.was) change([[cur, cur.el.value]], "填写");
      editing = false;
    }
    function after(done) {
      done.forEach((x) => stirred.add(x[0].r));
      if (!soon) soon = requestAnimationFrame(() => setTimeout(tidy, 0));
      later();
    }
    function tidy() {
      if (late.size) return void setTimeout(tidy, 30);
      soon = 0;
      stirred.forEach(sum);
      stirred.clear();
      redraw();
    }
    function sum(r) {
      const td = rows[r].querySelector("[data-sum]");
      if (!td) return;
      let n = 0, half = 0;
      at[r].forEach((x) => {
        if (x.kind !== "mark" || !x.was) return;
        if (work[0].includes(x.was)) n++; else if (x.was === work[1]) half++;
      });
      td.textContent = n + Math.ceil(half / 2);
    }

    // moving and choosing
    const chosen = () => { const out = []; for (let r = r0; r <= r1; r++) cols.forEach((c) => out.push(at[r][c])); return out; };
    const many = () => r1 > r0 || cols.length > 1;
    function paint() {
      const now = many() ? chosen() : [], set = new Set(now);
      painted.concat(now).forEach((x) => { if (x.in !== set.has(x)) late.add(x); x.in = set.has(x); });
      painted = now;
      draw();
    }
    function go(x, quiet) {
      if (x !== cur) {
        show(x);
        commit();
        (cur.el || cur.td).tabIndex = -1;
        cur.td.classList.remove("at");
      }
      cur = end = x;
      r0 = r1 = x.r; cols = [x.c];
      paint();
      x.td.classList.add("at");
      const f = x.el || x.td;
      f.tabIndex = 0;
      if (phone.matches) one();
      if (document.activeElement !== f) f.focus();
      if (x.el && x.el.select) x.el.select();
      if (!quiet) say(x.bad ? who(x) + "：" + x.bad + "。" : "");
    }
    function extend(x) {
      end = x;
      r0 = Math.min(cur.r, x.r); r1 = Math.max(cur.r, x.r);
      cols = [];
      for (let c = Math.min(cur.c, x.c); c <= Math.max(cur.c, x.c); c++) cols.push(c);
      paint();
      x.td.scrollIntoView({ block: "nearest", inline: "nearest" });
      say("选中" + chosen().length + "格。");
    }
    function choose(rFrom, rTo, which, words) {
      const n = (rTo - rFrom + 1) * which.length;
      r0 = rFrom; r1 = rTo; cols = which;
      paint();
      say(words + "选中" + n + "格。按一个符号填满。");
      (cur.el || cur.td).focus();
    }
    const clamp = (n, most) => Math.max(0, Math.min(most, n));
    function step(dr, dc, wide) {
      const from = wide ? end : cur;
      if (dr === 1 && !wide) grow(from.r + 2);
      const x = at[clamp(from.r + dr, H - 1)][clamp(from.c + dc, W - 1)];
      if (wide) extend(x); else go(x);
    }
    // next field in reading order, over what is closed
    function next(x, dr, dc) {
      grow(x.r + dr + 1);
      for (let r = x.r + dr, c = x.c + dc; r >= 0 && r < H && c >= 0 && c < W; r += dr, c += dc) if (at[r][c].el) return at[r][c];
      return null;
    }
    function along(dir) {
      for (let i = cur.r * W + cur.c + dir; i >= 0 && i < H * W; i += dir) {
        const x = at[Math.floor(i / W)][i % W];
        if (x.el) return x;
      }
      return null;
    }
    function nextFault() {
      commit();
      const all = list(faulty).sort((a, b) => a.r - b.r || a.c - b.c);
      if (!all.length) return say("没有标红的格。");
      go(all.find((x) => x.r > cur.r || x.r === cur.r && x.c > cur.c) || all[0]);
    }

    // filling
    const fillable = (v) => chosen().filter((x) => x.el).map((x) => [x, v]);
    function mark(v) {
      if (many()) { say("已填" + change(fillable(v).filter((w) => w[0].kind === "mark"), v ? "填“" + v + "”" : "清空") + "格。"); return; }
      if (!cur.el || cur.kind !== "mark") return say(who(cur) + "不能填。");
      const x = cur;
      cur.el.value = x.was;
      change([[x, v]], v ? "填“" + v + "”" : "清空");
      if (x.bad) { x.el.select(); return say(who(x) + "：" + x.bad + "。"); }
      const to = by === "day" ? next(x, 1, 0) : next(x, 0, 1);
      if (to && to.kind === "mark") go(to); else { x.el.select(); say(by === "day" ? "这一天填完了。" : "这一行填完了。"); }
    }
    function clear() { say("已清空" + change(fillable(""), "清空") + "格。"); if (cur.el && cur.el.select) cur.el.select(); }
    function fill(down) {
      commit();
      const what = [];
      if (!many()) {
        const from = down ? cur.r && at[cur.r - 1][cur.c] : cur.c && at[cur.r][cur.c - 1];
        if (from && from.kind === cur.kind) what.push([cur, from.was]);
      } else chosen().forEach((x) => {
        const from = down ? at[r0][x.c] : at[x.r][cols[0]];
        if (from.kind === x.kind) what.push([x, from.was]);
      });
      const n = change(what, down ? "向下填" : "向右填");
      say(n ? "已填" + n + "格。" : "没有可填的格。");
    }
    // from the plan or from last month: only empty fields, and marked as such
    function fillFrom(from, src, label) {
      commit();
      const what = [], inside = many() ? chosen() : [].concat.apply([], at);
      inside.forEach((x) => {
        const m = x.kind === "mark" && x.el && !x.was && (rows[x.r].dataset[from] || "")[+x.h.dataset.day - 1];
        const v = m && m !== "-" && (d.codes || "").split(" ").find((k) => k[0] === m);
        if (v && !judge(x, v.slice(1))) what.push([x, v.slice(1), src]);
      });
      const n = change(what, label);
      say(n ? label + "填了" + n + "格，已标明。请逐日核对。" : label + "：没有可填的空格。");
    }

    // copying out
    function tsv() {
      const out = [];
      for (let r = r0; r <= r1; r++) out.push(cols.map((c) => quote(text(at[r][c]))).join("\t"));
      return out.join("\n");
    }
    const text = (x) => isSelect(x) && x.el.selectedOptions[0] ? norm(x.el.selectedOptions[0].text) : x.was;
    const partly = () => cur.el && cur.el.select && cur.el.selectionEnd > cur.el.selectionStart && cur.el.selectionEnd - cur.el.selectionStart < cur.el.value.length;
    function copy(e) {
      if (!cellOf(e) || editing || !many() && partly()) return;
      commit();
      e.clipboardData.setData("text/plain", tsv());
      e.preventDefault();
      if (e.type === "cut") clear(); else say("已复制" + chosen().length + "格。");
    }

    // pasting: looked at first, then taken
    function paste(e) {
      if (!cellOf(e) && !(cur && bar.contains(e.target)) || !open) return;
      const raw = e.clipboardData.getData("text/plain"), html = e.clipboardData.getData("text/html");
      if (editing && !/[\t\n]/.test(raw)) return;
      e.preventDefault();
      commit();
      if (!raw.trim()) return refuse("剪贴板里没有文字。");
      const block = raw.length > mostText ? [] : parse(raw);
      if (!block.length || block.reduce((n, x) => n + x.length, 0) > mostCells) return refuse("复制的内容太多。请分几次。");
      const p = plan(block);
      if (p.refused) return refuse(p.refused);
      p.merged = / (row|col)span="?([2-9]|\d\d)/i.test(html);
      if (p.what.length === 1 && !p.bad.length && !p.outside && !p.shut) return void (change(p.what, "粘贴"), go(p.what[0][0]));
      look(p);
    }
    function refuse(words) { say("没有粘贴：" + words, true); }
    // months that the head of a block names
    const monthsIn = (lines) => Array.from(norm(lines.map((x) => x.join(" ")).join(" ")).matchAll(/(?:(\d{4})\s*[年\-./]\s*)?(\d{1,2})\s*月|(\d{4})[-./](\d{1,2})(?!\d)/g), (m) => [m[1] || m[3] || "", +(m[2] || m[4])]).filter((m) => m[1] >= 1 && m[1] <= 12);
    // where each cell of a block goes: by the days and names of its head, else from the current cell on
    function plan(block) {
      const p = { what: [], bad: [], shut: 0, outside: 0, blank: 0, same: 0, lost: [], byHead: false };
      let top = -1, map = null, nameAt = -1;
      const days = d.month ? heads.map((h) => h.dataset.day || "") : [];
      for (let i = 0; d.month && i < block.length && i < 8 && top < 0; i++) {
        const m = {};
        let run = 0, last = 0;
        block[i].forEach((s, j) => {
          const n = /^(\d{1,2})(日|号)?$/.exec(norm(s));
          if (n && +n[1] === last + 1 || n && !last && +n[1] >= 1) { m[j] = days.indexOf(n[1]); last = +n[1]; run++; }
        });
        if (run >= 7 && last - run < 31) { top = i; map = m; }
      }
      if (!d.month && block.length > 1) {
        const m = {};
        block[0].forEach((s, j) => {
          const exact = heads.findIndex((_, i) => title(i) === norm(s)), c = exact < 0 ? heads.findIndex((_, i) => norm(s).includes(title(i))) : exact;
          if (c >= 0 && !Object.values(m).includes(c)) m[j] = c;
        });
        if (Object.keys(m).length > 1) { top = 0; map = m; }
      }
      // a title, or days of the week
      const above = (line) => line && !line.some((s) => marks.has(norm(s).toLowerCase())) && /月|姓名|考勤|周|星期|^[一二三四五六日天]+$/.test(line.map(norm).join(""));
      while (d.month && top < 8 && above(block[top + 1])) top++;
      const wrong = monthsIn(block.slice(0, top + 1)).find((m) => m[1] !== +d.month.slice(5) || m[0] && m[0] !== d.month.slice(0, 4));
      if (wrong) return { refused: "复制的是" + (wrong[0] ? wrong[0] + "年" : "") + wrong[1] + "月，这张表是" + +d.month.slice(0, 4) + "年" + +d.month.slice(5) + "月。" };
      const body = block.slice(top + 1), known = {};
      rows.forEach((tr, r) => { const n = norm(tr.dataset.name || ""); known[n] = n in known ? -1 : r; });
      if (map) {
        p.byHead = true;
        for (let j = 0, most = 0; j < block[top].length; j++) {
          const hits = body.filter((line) => known[norm(line[j] || "")] >= 0).length;
          if (hits > most) { most = hits; nameAt = j; }
        }
      }
      let r = map && d.month && nameAt < 0 ? 0 : many() ? r0 : cur.r;
      grow(r + body.length);
      const one = !map && body.length === 1 && body[0].length === 1 && many();
      if (one) { chosen().forEach((x) => take(p, x, body[0][0])); return p; }
      body.forEach((line) => {
        let row = r++;
        if (nameAt >= 0) {
          const n = norm(line[nameAt] || "");
          if (!n) return;
          row = known[n];
          if (!(row >= 0)) { p.lost.push(n); row = H; }
        }
        line.forEach((s, j) => {
          if (map && !(j in map)) return;
          const c = map ? map[j] : (many() ? cols[0] : cur.c) + j, x = row < H && at[row][c];
          if (x) take(p, x, s); else if (norm(s)) p.outside++;
        });
      });
      return p;
    }
    function take(p, x, s) {
      const v = fit(x, s);
      if (!x.el) { if (v && v !== x.was) p.shut++; return; }
      if (v === x.was) { p.same++; return; }
      if (!v) p.blank++;
      const bad = judge(x, v);
      if (bad) p.bad.push([x, bad]);
      if (bad && isSelect(x)) return; // a choice cannot hold it
      p.what.push([x, v]);
    }
    function look(p) {
      stop();
      preview = p;
      const n = p.what.length, some = (a) => a.slice(0, listed).join("、") + (a.length > listed ? "等" : "");
      write("will", "将填入" + n + "格" + (p.byHead ? "（按表头" + (d.month ? "的日期" : "") + "对应）" : "") + (p.blank ? "，其中清空" + p.blank + "格" : "") + (p.same ? "，" + p.same + "格相同" : "") + "。" +
        (p.outside ? p.outside + "格在表外，不填" + (p.lost.length ? "（表里没有" + some(p.lost) + "）" : "") + "。" : "") + (p.shut ? p.shut + "格现在不能填，不填。" : ""));
      write("wrong", (p.merged ? "复制的内容有合并的单元格：只有第一格有字，其余按空着。请核对。" : "") +
        (p.bad.length ? p.bad.length + "格不对，填入后标红，请改正：" + some(p.bad.map((b) => who(b[0]) + b[1])) + "。" : ""));
      p.what.concat(p.bad).forEach((w) => w[0].td.classList.add("will"));
      p.bad.forEach((b) => b[0].td.classList.add("wrong"));
      panel("look").hidden = false;
      tool("take").hidden = !n;
      tool(n ? "take" : "leave").focus();
    }
    function takeAll() {
      const p = preview, worst = p.bad.find((b) => b[0].el);
      stop();
      const n = change(p.what, "粘贴");
      go((worst || p.what[0])[0]);
      say("已填入" + n + "格" + (faulty.size ? "，" + faulty.size + "格标红。" : "。") + (cur.bad ? who(cur) + "：" + cur.bad + "。" : ""));
    }
    function stop() {
      panel("look").hidden = true;
      if (preview) preview.what.concat(preview.bad).forEach((w) => w[0].td.classList.remove("will", "wrong"));
      preview = null;
    }

    // keys
    function onKey(e) {
      if (e.isComposing || e.keyCode === 229 || e.defaultPrevented) return;
      const k = e.key, ctrl = (e.ctrlKey || e.metaKey) && !e.altKey, lower = k.toLowerCase();
      if (ctrl && (lower === "z" || lower === "y")) {
        e.preventDefault();
        if (lower === "y" || e.shiftKey) back(redo, undo, "重做", true); else back(undo, redo, "撤销");
        return;
      }
      if (ctrl && lower === "s" && form) {
        const b = form.querySelector("button:not([type=button])");
        if (b) { e.preventDefault(); commit(); b.click(); }
        return;
      }
      if (k === "Escape" && preview) { e.preventDefault(); return deeds.leave(); }
      const x = cellOf(e);
      if (!x || !table.contains(e.target)) return;
      if (x !== cur) go(x, true);
      if (k !== "Escape") leave = false;
      if (k === "F8") { e.preventDefault(); return nextFault(); }
      if (ctrl) return onCtrl(e, lower, k);
      if (e.altKey) return;
      if (k === "Tab") {
        const to = along(e.shiftKey ? -1 : 1);
        if (to) { e.preventDefault(); go(to); } else commit();
        return;
      }
      if (k === "Enter") {
        e.preventDefault();
        const to = next(x, e.shiftKey ? -1 : 1, 0);
        if (to) go(to); else { commit(); if (cur.bad) say(who(cur) + "：" + cur.bad + "。"); }
        return;
      }
      if (k === "F2") { e.preventDefault(); edit(x); return; }
      if (k === "Escape") {
        if (x.el && x.el.value !== x.was) { x.el.value = x.was; editing = false; if (x.el.select) x.el.select(); } else if (editing || many()) { editing = false; go(x); } else if (!leave) { leave = true; say("再按Esc，到按钮。"); } else { const b = bar.querySelector(".pal button,.does button"); if (b) b.focus(); }
        e.preventDefault();
        return;
      }
      if (editing) return;
      onMove(e, k, x);
    }
    function onCtrl(e, lower, k) {
      const jump = { Home: [0, 0], End: [H - 1, W - 1], ArrowUp: [0, cur.c], ArrowDown: [H - 1, cur.c], ArrowLeft: [cur.r, 0], ArrowRight: [cur.r, W - 1] }[k];
      if (jump && !editing) { const t = at[jump[0]][jump[1]]; if (e.shiftKey) extend(t); else go(t); } else if (lower === "d" && open) fill(true); else if (lower === "r" && open && !e.shiftKey) fill(false); else if (lower === "a" && !editing) {
        choose(0, H - 1, heads.map((_, c) => c), "");
      } else return;
      e.preventDefault();
    }
    function onMove(e, k, x) {
      const move = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], Home: [0, -W], End: [0, W] }[k];
      if (move) { step(move[0], move[1], e.shiftKey); e.preventDefault(); return; }
      if (k === "Delete" || k === "Backspace") { e.preventDefault(); if (open) clear(); return; }
      if (open && (many() ? k in keys || k === "0" : x.kind === "mark" && (k in keys || k === "0")) ) { e.preventDefault(); mark(k === "0" ? "" : keys[k]); return; }
      if (k.length === 1 && many() && x.kind === "mark" && marks.has(k)) { e.preventDefault(); mark(marks.get(k)); }
    }
    function edit(x) {
      if (!x.el) return;
      editing = true;
      if (x.el.setSelectionRange && !isSelect(x)) x.el.setSelectionRange(x.el.value.length, x.el.value.length);
    }
    function onInput(e) {
      const x = cellOf(e);
      if (!x || !x.el || e.isComposing) return;
      if (x !== cur) go(x, true);
      if (x.kind !== "mark") { if (isSelect(x)) commit(); return; }
      const v = norm(x.el.value), k = v in keys || v === "0" ? v : "";
      if (many() && v) { const m = k ? keys[k] || "" : v; x.el.value = x.was; return mark(m); }
      if (k) { x.el.value = x.was; return mark(keys[k] || ""); }
      change([[x, x.el.value]], v ? "填“" + v + "”" : "清空");
      x.el.value = x.was;
      if (x.el.select) x.el.select();
      say(x.bad ? who(x) + "：" + x.bad + "。" : "");
    }

    // mouse and touch
    function onDown(e) {
      const x = cellOf(e);
      taken = false;
      if (!x || e.button) return;
      if (x === cur && document.activeElement === x.el && !many() && !e.shiftKey) { editing = x.kind !== "mark"; return; }
      if (e.shiftKey) extend(x); else go(x);
      taken = !isSelect(x);
      dragging = taken && e.pointerType !== "touch";
    }
    function onOver(e) {
      if (!dragging) return;
      const x = cellOf(e);
      if (x && x !== end) extend(x);
    }

    // the tools above, which the page brings: marks as a legend and as keys, what they fill, undo, faults, words
    const bar = tools.querySelector(".keys"), says = tools.querySelector(".says"), state = tools.querySelector("[data-state]");
    const panel = (name) => tools.querySelector("[data-" + name + "]");
    const write = (name, words) => { panel(name).textContent = words; };
    const tool = (name) => tools.querySelector("[data-do=" + name + "]");
    function on(b, f) {
      b.addEventListener("mousedown", (e) => e.preventDefault());
      b.addEventListener("click", f);
    }
    function say(words, loud) {
      says.classList.toggle("fault", !!loud || !!(words && cur.bad));
      says.textContent = words || "";
    }
    const markCols = (r, w) => heads.map((_, c) => c).filter((c) => at[r][c].kind === "mark" && (!w || heads[c].dataset.w === w));
    const deeds = {
      row: () => choose(cur.r, cur.r, markCols(cur.r), rows[cur.r].dataset.name),
      day: () => choose(0, H - 1, [cur.c], title(cur.c)),
      week: () => cur.h.dataset.w && choose(0, H - 1, markCols(0, cur.h.dataset.w), "每个星期" + cur.h.dataset.w),
      plan: (e) => fillFrom("plan", "p", e.target.textContent),
      last: (e) => fillFrom("last", "m", e.target.textContent),
      undo: () => back(undo, redo, "撤销"),
      redo: () => back(redo, undo, "重做", true),
      fault: nextFault,
      before: () => turn(-1),
      after: () => turn(1),
      by: () => setBy(by === "day" ? "person" : "day"),
      restore: restore,
      copy: copyTexts,
      rest: () => { gone(); change(rest, "恢复草稿"); go(rest[0][0]); },
      drop: () => { drop(); gone(); },
      take: takeAll,
      leave: () => { stop(); go(cur); },
    };
    function redraw() {
      if (!open) return;
      tool("fault").hidden = !faulty.size;
      state.textContent = (changed.size ? "改了" + changed.size + "格，还没有保存" : "") + (faulty.size ? "，" + faulty.size + "格标红" : "") + (drafted ? "。" + drafted : "");
    }

    // at 360 px: one person, or one day, with the marks below
    const phone = window.matchMedia("(max-width: 640px)"), pick = tools.querySelector(".steer select");
    let by = "";
    function one() {
      rows.forEach((tr, r) => tr.classList.toggle("now", r === cur.r));
      at.forEach((line) => line.forEach((x) => x.td.classList.toggle("now", x.c === cur.c)));
      pick.value = by === "day" ? cur.c : cur.r;
    }
    function turn(n) {
      if (by !== "day") grow(cur.r + n + 1);
      const x = by === "day" ? at[cur.r][clamp(cur.c + n, W - 1)] : at[clamp(cur.r + n, H - 1)][cur.c];
      go(x.el ? x : (by === "day" ? at.map((l) => l[x.c]) : at[x.r]).find((y) => y.el) || x);
    }
    function setBy(how) {
      by = how;
      table.classList.toggle("by-day", by === "day");
      table.classList.toggle("by-person", by === "person");
      pick.textContent = "";
      (by === "day" ? heads : rows).forEach((o, i) => pick.add(new Option(by === "day" ? title(i) : o.dataset.name, i)));
      tool("by").hidden = !d.month;
      tool("by").textContent = by === "day" ? "一人一页" : "一天一页";
      if (by) one();
    }
    function onPhone() {
      const narrow = phone.matches && open && !table.classList.contains("cards");
      if (narrow) at.forEach((line) => line.forEach((x) => {
        x.td.dataset.d = title(x.c) + (x.h.dataset.w ? " " + x.h.dataset.w : "");
        if (!x.c && d.month) x.td.style.gridColumnStart = "一二三四五六日".indexOf(x.h.dataset.w) + 1;
        if (x.el && x.kind === "mark") x.el.inputMode = "none";
      }));
      pick.parentNode.hidden = !narrow;
      if (form) form.classList.toggle("thumb", narrow);
      setBy(narrow ? by || "person" : "");
    }

    // drafts
    let timer = 0, drafted = "", seen = +d.draftN || 0, off = !d.draft;
    const body = (more) => new URLSearchParams(Object.assign({ _csrf: csrf, kind: d.draft, item: d.item }, more));
    const post = (what, more) => fetch("/api/drafts" + what, { method: "POST", body: body(more), keepalive: !!what });
    function content() {
      const out = {};
      changed.forEach((x) => { out[x.name] = x.src ? [x.first, x.was, x.src] : [x.first, x.was]; });
      return JSON.stringify(out);
    }
    function later() {
      if (off || offered) return;
      clearTimeout(timer);
      timer = setTimeout(keep, 1000);
    }
    function keep() {
      timer = 0;
      if (off || offered) return;
      post("", { version: d.version, seen: seen, content: content() })
        .then((r) => r.json().then((j) => {
          if (r.ok) { seen = j.n; drafted = changed.size ? "草稿已存" + j.at : ""; } else { drafted = (j.errors || ["草稿没有存上。"])[0]; off = r.status === 409 || r.status === 401 || r.status === 403; }
          redraw();
        })).catch(() => { drafted = "草稿没有存上，网络不通。"; redraw(); if (!timer) timer = setTimeout(keep, 10000); });
    }
    function drop() { seen = 0; return post("/drop", {}); }
    const offer = panel("offer");
    let offered = !!d.draftAt;
    function gone() { offer.hidden = true; offered = false; }
    const differs = (w) => who(w[0]) + "表里“" + w[0].was + "”，草稿“" + w[1] + "”";
    let rest = [], texts = "";
    function copyTexts(e) {
      const area = document.createElement("textarea");
      area.value = texts;
      offer.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
      e.target.focus();
      say("已复制。");
    }
    function restore() {
      fetch("/api/drafts?" + new URLSearchParams({ kind: d.draft, item: d.item })).then((r) => r.json()).then((j) => {
        const c = JSON.parse(j.content), what = [], clash = [];
        seen = j.n;
        if (most) grow(Object.keys(c).reduce((n, k) => Math.max(n, +k.replace(/.*_/, "")), 0));
        Object.keys(c).forEach((n) => {
          const x = names.get(n), v = c[n];
          if (!x) clash.push(n.slice(0, 20)); else if (x.was === v[1]) return; else if (x.el && x.was === v[0]) what.push([x, v[1], v[2]]); else clash.push(differs([x, v[1]]));
        });
        if (String(j.version) === d.version && !clash.length && open) {
          gone();
          const n = change(what, "恢复草稿");
          recall();
          if (what.length) go(what[0][0], true);
          return say("已恢复草稿，" + n + "格。还没有保存。");
        }
        const other = clash.concat(what.map(differs));
        rest = what;
        write("why", "草稿没有恢复：这张表在草稿之后变过" + (d.saved ? "（" + d.saved + "）" : "") + "。" +
          (other.length ? "不同的格：" + other.slice(0, 60).join("；") + "。" : "草稿里的，表里都有了。"));
        texts = other.join("\n");
        tool("copy").hidden = !texts;
        tool("rest").hidden = !what.length || !open;
        tool("restore").hidden = true;
      }).catch(() => say("草稿取不到。", true));
    }

    // begin
    tools.hidden = false;
    offer.hidden = !offered;
    if (offered && (d.stale || !open)) { tool("restore").hidden = true; restore(); }
    stop();
    bar.hidden = !open;
    list(tools.querySelectorAll("[data-do]")).forEach((b) => on(b, deeds[b.dataset.do]));
    list(tools.querySelectorAll("[data-key]")).forEach((b) => {
      on(b, () => mark(b.dataset.mark));
      if (b.dataset.mark) { keys[b.dataset.key] = b.dataset.mark; marks.set(b.dataset.mark, b.dataset.mark); }
    });
    at.forEach((line) => line.forEach((x) => {
      if (x.td.title) x.td.dataset.title = x.td.title;
      if (!x.el) return;
      if (x.was !== x.first) changed.add(x);
      if (x.was) check(x); else if (x.told) check(x);
    }));
    (cur.el || cur.td).tabIndex = 0;
    recall();
    redraw();
    pick.addEventListener("change", () => turn(+pick.value - (by === "day" ? cur.c : cur.r)));
    onPhone();
    if (phone.addEventListener) phone.addEventListener("change", onPhone);
    const wrap = form || table;
    wrap.addEventListener("keydown", onKey);
    table.addEventListener("input", onInput);
    table.addEventListener("compositionend", (e) => setTimeout(() => onInput({ target: e.target }), 0));
    table.addEventListener("change", onInput);
    table.addEventListener("pointerdown", onDown);
    table.addEventListener("mousedown", (e) => { if (taken) e.preventDefault(); });
    table.addEventListener("pointerover", onOver);
    document.addEventListener("pointerup", () => { dragging = false; });
    table.addEventListener("dblclick", (e) => { const x = cellOf(e); if (x) edit(x); });
    table.addEventListener("focusin", (e) => { const x = cellOf(e); if (x && x !== cur) go(x); else if (x && x.el && x.el.select && !editing) x.el.select(); });
    table.addEventListener("focusout", () => commit());
    table.addEventListener("copy", copy);
    table.addEventListener("cut", (e) => { if (open) copy(e); });
    table.addEventListener("paste", paste);
    bar.addEventListener("paste", paste);
    if (form) {
      form.addEventListener("formdata", (e) => rows.forEach((tr, r) => {
        const s = at[r].filter((x) => x.kind === "mark").map((x) => x.src || "-").join("");
        if (/[^-]/.test(s)) e.formData.append("w" + tr.dataset.id, s);
      }));
      form.addEventListener("submit", () => { commit(); drain(true); leaving = true; clearTimeout(timer); keepSteps(); });
    }
    window.addEventListener("beforeunload", (e) => {
      if (!changed.size || leaving) return;
      e.preventDefault();
      e.returnValue = "";
    });
    window.addEventListener("pagehide", () => {
      if (!leaving) keepSteps();
      if (timer && !off && !leaving && navigator.sendBeacon) navigator.sendBeacon("/api/drafts", body({ version: d.version, seen: seen, content: content() }));
    });
    window.addEventListener("pageshow", (e) => { if (e.persisted) leaving = false; });
  }
  list(document.querySelectorAll("table[data-grid]")).forEach(grid);
})();

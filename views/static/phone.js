// The page for checks without signal: the villages that the phone took along, a tap for each holder, and a queue that goes out by itself.
(function () {
  "use strict";
  const Q = self.GangweiQueue, view = document.getElementById("view"), status = document.getElementById("status");
  const longest = 1280; // pixels of a photo's longer side, as it is kept
  let me, data, state = {}, sending = false, turn = 0, fresh = false, offset, gone = false;

  // el makes an element; attributes, then children.
  function el(name, attrs, ...kids) {
    const x = document.createElement(name);
    for (const [k, v] of Object.entries(attrs || {})) {
      if (k.startsWith("on")) x.addEventListener(k.slice(2), v);
      else if (v === true) x.setAttribute(k, "");
      else if (v !== false && v != null) x.setAttribute(k, v);
    }
    x.append(...kids.flat().filter((k) => k != null));
    return x;
  }
  const button = (text, cls, f) => el("button", { type: "button", class: cls, onclick: f }, text);
  const wordOf = (list, code) => (list.find((x) => x.code === code) || { word: code }).word;
  const draftKey = (v) => "draft-" + me.id + "-" + v.code;

  // today by the server's clock as far as the phone knows it, in China's time.
  async function today() {
    if (offset === undefined) offset = await Q.get("offset");
    return dayOf(Date.now());
  }
  const dayOf = (ms) => new Date(ms + (offset || 0) + 8 * 3600e3).toISOString().slice(0, 10);

  // load takes along what was asked for. Without signal the page goes on with what it has.
  async function load() {
    if (gone) return; // handed over: nothing is taken along any more
    let answer, d;
    try {
      answer = await fetch("/api/duty/phone?carry=" + encodeURIComponent(((await Q.get("carry")) || []).join(",")), { credentials: "same-origin" });
      d = (answer.headers.get("Content-Type") || "").startsWith("application/json") ? await answer.json() : null;
    } catch (_) {
      state = { offline: true };
      return;
    }
    if (answer.status === 401 || answer.ok && !d) { state = { signIn: true }; return; }
    if (answer.status === 403) { state = { says: ["您的账号不登记检查。"] }; return; }
    if (!answer.ok) { state = { offline: true }; return; }
    state = {};
    await Q.heard(d.now_ms);
    offset = await Q.get("offset");
    await Q.set("csrf", answer.headers.get("Gangwei-Form-Token"));
    if (me && me.id !== d.user.id) await Q.set("carry", undefined);
    me = d.user; data = d; fresh = true;
    await Q.set("me", me);
    await Q.set("data", data);
  }

  async function send() {
    if (sending || !me) return;
    sending = true;
    try {
      const r = await Q.send();
      if (Object.keys(r).length) state = r;
      else if (state.offline || state.signIn || state.other) state = {};
    } finally {
      sending = false;
    }
    await told();
  }

  // told writes the line at the top: signal, and what waits.
  async function told() {
    const queue = await Q.all(), mine = queue.filter((e) => me && e.owner === me.id);
    const waiting = mine.filter((e) => e.state === "waiting").length, refused = mine.filter((e) => e.state === "refused").length;
    const others = queue.filter((e) => e.state !== "sent" && (!me || e.owner !== me.id)).length;
    document.getElementById("who").textContent = me ? me.name : "";
    document.getElementById("papers").hidden = !(me && data && data.papers);
    if (data && data.demo && !document.querySelector(".demo")) document.body.prepend(el("p", { class: "demo" }, "演示数据　人员、号码均为虚构"));
    status.textContent = "";
    const lines = [];
    if (state.offline || !navigator.onLine) lines.push("现在连不上系统，可以照常登记。");
    if (state.signIn) lines.push(el("span", {}, me ? "登录已过期，检查还在本机。" : "请在有信号的地方登录一次，带上要去的村。", el("a", { href: "/signin?next=phone" }, "去登录"), "，登录后自动发出。"));
    if (state.other) lines.push("现在登录的是另一位用户，本机的检查要由登记的人登录后发出。");
    (state.says || []).forEach((s) => lines.push(s));
    if (others) lines.push("本机另有" + others + "条是其他用户登记的，由本人登录后发出。");
    if (refused) lines.push("有" + refused + "条没有收下，见下面的原因。");
    status.append(el("div", { class: waiting || refused || lines.length ? "warn" : "info", id: "waiting", "data-waiting": String(waiting) },
      el("b", {}, waiting ? "待发" + waiting + "条" : "没有待发的检查"), waiting && !state.signIn ? button("现在发出", "plain", send) : null, lines.map((l) => el("div", {}, l))));
    if (!location.hash || location.hash === "#") { const q = document.getElementById("queue"); if (q) q.replaceWith(await queueView()); }
  }

  async function queueView() {
    const day = await today(), box = el("div", { id: "queue" });
    const mine = (await Q.all()).filter((e) => me && e.owner === me.id).sort((a, b) => b.seen_ms - a.seen_ms);
    if (!mine.length) return box;
    box.append(el("h2", {}, "本机登记的检查"), el("ul", { class: "todo" }, mine.map((e) => el("li", {},
      el("span", {}, e.village + "　" + e.name + "　" + e.word, (e.says || []).map((s) => el("span", { class: "hint" }, s)),
        e.state === "refused" ? button("删除", "plain", async () => { if (confirm("从本机删除这条没有收下的检查？请先抄下需要的内容。")) { await Q.remove(e.client_id); show(); } }) : null,
        e.state === "refused" ? button("再发一次", "plain", async () => { await Q.put([Object.assign(e, { state: "waiting", says: [] })]); await told(); send(); }) : null),
      el("span", { class: "tag" + (e.state === "sent" ? " good" : e.state === "refused" ? " bad" : "") }, { waiting: "待发", sent: "已收到", refused: "没有收下" }[e.state])))));
    return box;
  }

  // off tells that no village of the user has this page any more; what was tapped before goes out all the same.
  const off = () => Boolean(data.off && !data.villages.length);

  // why writes what the rulebook switched off, where the server did not.
  function why() {
    const box = document.getElementById("why");
    if (!data || !fresh && !data.off) return; // what the server wrote into the page stands until it is asked again
    box.className = data.off ? "warn" : "";
    box.textContent = data.off || "";
  }

  function listView() {
    const carried = data.villages.filter((v) => v.carried), link = (v) => el("li", {}, el("a", { class: "tap", href: "#" + v.code }, v.name), el("span", { class: "soft" }, (v.holders || []).filter((h) => !h.left).length + "人"));
    const due = carried.filter((v) => v.due), more = carried.filter((v) => !v.due), rest = data.villages.filter((v) => !v.carried);
    const write = el("form", { onsubmit: async (e) => {
      e.preventDefault();
      const asked = write.querySelector("input").value.split(/[,，、;；\s]+/).filter(Boolean);
      if (!asked.length) { state = { says: ["村：请写村名全称或12位代码。"] }; await told(); return; }
      await Q.set("carry", more.map((v) => v.code).concat(asked));
      await load();
      const found = data.villages.filter((v) => v.carried), none = asked.filter((a) => !found.some((v) => v.code === a || v.name === a));
      if (none.length && !state.offline && !state.signIn) state = { says: ["村：没有找到" + none.join("、") + "，或有同名的村。请写12位代码。"] };
      await Q.set("carry", found.filter((v) => !v.due).map((v) => v.code));
      show();
    } }, el("div", { class: "field" }, el("label", {}, "村名全称或12位代码，几个用逗号分开", el("input", { type: "text" })), el("span", { class: "hint" }, "同名的村请写代码。找不到的不会带上。")), el("p", { class: "acts" }, el("button", {}, "带上")));
    const choose = el("form", { onsubmit: async (e) => {
      e.preventDefault();
      const codes = more.map((v) => v.code).concat([...choose.querySelectorAll("input:checked")].map((x) => x.value));
      await Q.set("carry", codes);
      await load();
      show();
    } }, el("div", { class: "columns" }, rest.map((v) => el("label", { class: "check" }, el("input", { type: "checkbox", value: v.code }), v.name))),
      el("p", { class: "acts" }, el("button", {}, "带上所选的村"), button("全选", "second", () => choose.querySelectorAll("input").forEach((x) => { x.checked = true; }))));
    if (off()) return [el("h1", {}, "下村检查")];
    return [el("h1", {}, "下村检查"), el("p", { class: "soft" }, data.today + "的名单。有信号时打开本页就会更新。"),
      due.length ? [el("h2", {}, "今天抽到的村"), el("ul", { class: "todo" }, due.map(link))] : null,
      more.length ? [el("h2", {}, "另外带上的村"), el("ul", { class: "todo" }, more.map(link))] : null,
      carried.length ? null : el("p", { class: "empty" }, "还没有带上任何村。请在有信号时选好。"),
      el("p", { class: "acts" }, el("a", { class: "button second", href: "#handover" }, "这部手机要交给别人吗")),
      rest.length || data.wide ? el("details", { open: !carried.length }, el("summary", {}, "再带上几个村"), data.wide ? write : choose) : null];
  }

  // scaled is a photo as it is kept: smaller, and without the position and the camera's marks that the file carried.
  async function scaled(file) {
    const img = await createImageBitmap(file), k = Math.min(1, longest / Math.max(img.width, img.height));
    const canvas = el("canvas", { width: Math.round(img.width * k), height: Math.round(img.height * k) });
    canvas.getContext("2d").drawImage(img, 0, 0, canvas.width, canvas.height);
    img.close();
    return new Promise((done, fail) => canvas.toBlob((b) => (b ? done(b) : fail(new Error("empty"))), "image/jpeg", 0.8));
  }

  // photos is a field for up to three photos; what is chosen is scaled at once and kept with the draft.
  function photos(label, kept, changed) {
    const said = el("span", { class: "hint" }, kept.length ? "已附" + kept.length + "张" : "");
    return el("div", { class: "field" }, el("label", {}, label, el("input", { type: "file", accept: "image/*", multiple: true, onchange: async (e) => {
      for (const f of e.target.files) {
        if (kept.length === 3) { said.textContent = "最多3张，其余没有附。"; break; }
        said.textContent = "正在缩小……";
        try {
          kept.push(await scaled(f));
          said.textContent = "已附" + kept.length + "张";
        } catch (_) {
          said.textContent = "这张照片读不出来，没有附上。检查照常登记。";
        }
      }
      e.target.value = "";
      changed();
    } })), said);
  }

  function choice(name, value, text, checked, f) {
    return el("label", {}, el("input", { type: "radio", name: name, value: value, checked: checked, onchange: f }), el("span", {}, text));
  }

  async function villageView(v) {
    const draft = (await Q.get(draftKey(v))) || { seen: {}, group: [] }, day = await today();
    const done = (await Q.all()).filter((e) => e.owner === me.id && e.village === v.name && e.state !== "refused");
    let keeping = 0; // how many writes of the half-written round are not on the disk yet
    const save = async () => {
      document.body.dataset.keeping = ++keeping;
      await Q.set(draftKey(v), draft); // on its way to the disk when this returns, before anything is shown
      if (--keeping === 0) delete document.body.dataset.keeping;
    };
    const of = (h) => draft.seen[h.id] || (draft.seen[h.id] = { finding: "", saying: "", remark: "", about: false, photos: [] });
    const count = () => Object.values(draft.seen).filter((s) => s.finding).length;
    const here = (v.holders || []).filter((h) => !h.left), past = (v.holders || []).filter((h) => h.left);
    const go = el("button", {}, "登记"), all = here.length, progress = el("b", { id: "progress", role: "status" });
    // looked at: tapped now, or logged on this phone today
    const looked = () => here.filter((h) => (draft.seen[h.id] && draft.seen[h.id].finding) || done.some((e) => e.placement_id === h.id && dayOf(e.seen_ms) === day)).length;
    const counted = () => {
      go.textContent = count() ? "登记" + count() + "人" : "登记";
      go.disabled = !count();
      progress.textContent = "已查 " + looked() + "／" + all;
    };

    function holder(h) {
      const s = of(h), name = "f" + h.id, before = done.filter((e) => e.placement_id === h.id).pop();
      const extra = el("div", {}), box = el("details", { open: Boolean(s.finding) && s.finding !== "on_duty" }, el("summary", {}, "其他情况、说明"));
      const chosen = (f) => { s.finding = f; save(); counted(); more(); };
      function more() {
        extra.textContent = "";
        const f = data.findings.find((x) => x.code === s.finding);
        if (!f) return;
        if (f.adverse || f.code === "unreachable") extra.append(el("p", { class: "hint" }, "本人怎么说（不在场可不选）"), el("div", { class: "choices" }, data.sayings.map((x) => choice("t" + h.id, x, x, s.saying === x, () => { s.saying = x; save(); }))));
        extra.append(el("div", { class: "field" }, el("label", {}, "说明、备注（可不填）", el("input", { type: "text", maxlength: "100", value: s.remark, oninput: (e) => { s.remark = e.target.value; save(); } }))));
        if (v.photo && f.adverse) extra.append(photos("照片（可不附）", s.photos, save));
      }
      if (h.tasks) box.append(el("p", { class: "hint" }, "工作内容：" + h.tasks));
      box.append(el("div", { class: "choices" }, data.findings.filter((f) => f.code !== "on_duty").map((f) => choice(name, f.code, f.word, s.finding === f.code, () => chosen(f.code)))),
        h.open ? el("label", { class: "check" }, el("input", { type: "checkbox", checked: s.about, onchange: (e) => { s.about = e.target.checked; save(); } }), "作为复查：" + h.open.word) : "", extra);
      more();
      return el("fieldset", { class: "seen", "data-holder": h.id }, el("legend", {}, h.name, h.due ? el("span", { class: "tag" }, "抽到") : "", el("span", { class: "soft" }, "　" + h.title + "，" + h.place + "；" + (h.left ? "已于" + h.left + "退出" : "今日" + ({ P: "排班", O: "排休" }[h.shift] || "没有排班")) + (h.last ? "；上次" + h.last : "") + (before ? "；本机已登记" + before.word : ""))),
        el("div", { class: "choices" }, choice(name, "on_duty", "在岗", s.finding === "on_duty", () => chosen("on_duty"))), box);
    }

    // finder shows those whose name has what is typed; what was tapped of the others stays.
    function finder() {
      return el("div", { class: "field" }, el("label", {}, "找姓名", el("input", { type: "search", id: "finder", autocomplete: "off", oninput: (e) => {
        const q = e.target.value.trim();
        let shown = 0;
        form.querySelectorAll("fieldset.seen").forEach((f, i) => { f.hidden = q !== "" && here.concat(past)[i].name.indexOf(q) < 0; if (!f.hidden) shown++; });
        document.getElementById("found").textContent = q ? shown + "人" : "";
      }, onkeydown: (e) => { if (e.key === "Enter") e.preventDefault(); } })), el("span", { class: "hint", id: "found", role: "status" }));
    }

    const method = el("select", { id: "method", required: true, onchange: (e) => { draft.method = e.target.value; save(); } }, el("option", { value: "" }, "请选择"), data.methods.map((x) => el("option", { value: x.code, selected: draft.method === x.code }, x.word)));
    const second = el("input", { type: "text", maxlength: "30", value: draft.second || "", oninput: (e) => { draft.second = e.target.value; save(); } });
    const place = el("input", { type: "text", maxlength: "50", value: draft.place || "", oninput: (e) => { draft.place = e.target.value; save(); } });
    const located = el("span", { class: "hint" });
    let at = null;
    const form = el("form", { onsubmit: async (e) => {
      e.preventDefault();
      go.disabled = true;
      const entries = [], now = Date.now();
      for (const h of v.holders) {
        const s = draft.seen[h.id];
        if (!s || !s.finding) continue;
        entries.push({ client_id: id(), owner: me.id, village: v.name, name: h.name, word: wordOf(data.findings, s.finding), placement_id: h.id, about_id: s.about && h.open ? h.open.id : 0, method: method.value, finding: s.finding,
          statement: s.saying, remark: s.remark, second: second.value, place: place.value, seen_ms: now, offset_ms: offset === undefined ? null : offset,
          at: at && Object.assign({}, at.says, { age_s: Math.max(0, Math.round((now - at.ms) / 1000)) }), photos: s.photos, group: [], state: "waiting", says: [] });
      }
      if (!entries.length) return;
      entries[0].group = draft.group;
      await Q.log(entries, draftKey(v)); // from here on it is kept, whatever happens to the page
      const worker = navigator.serviceWorker && navigator.serviceWorker.controller && await navigator.serviceWorker.ready;
      if (worker && worker.sync) worker.sync.register("checks").catch(() => {});
      location.hash = "";
      await show();
      send();
    } }, all > 3 ? finder() : null, here.length ? here.map(holder) : el("p", { class: "empty" }, "本村今天没有在岗人员。"),
      past.length ? el("details", { open: past.some((h) => draft.seen[h.id] && draft.seen[h.id].finding) }, el("summary", {}, "已退出的" + past.length + "人"), el("p", { class: "hint" }, "只在补登退出以前的检查时用，不计入已查。"), past.map(holder)) : null,
      el("div", { class: "field" }, el("label", {}, "怎样检查的", method)),
      el("details", {}, el("summary", {}, "同行检查人、地点" + (v.group ? "、合影" : "")), el("div", { class: "field" }, el("label", {}, "同行检查人（可不填）", second)),
        el("div", { class: "field" }, el("label", {}, "地点（可不填，不填即在岗位所在地）", place), v.position ? button("记下当前位置", "second", () => locate((x) => { at = x; }, located)) : "", located),
        v.group ? photos("合影（可不附）", draft.group, save) : ""),
      el("p", { class: "acts stick" }, go, progress), el("p", { class: "hint" }, "没有选的人不登记。“未见到”要等本人说明和复查，不会因此停发补贴。"));
    counted();
    return [el("p", {}, el("a", { class: "tap", href: "#" }, "返回")), el("h1", {}, v.name), form];
  }

  function locate(keep, said) {
    if (!navigator.geolocation) { said.textContent = "本机取不到位置，不影响登记。"; return; }
    said.textContent = "正在取位置……";
    navigator.geolocation.getCurrentPosition((p) => {
      keep({ ms: p.timestamp, says: { latitude_e6: Math.round(p.coords.latitude * 1e6), longitude_e6: Math.round(p.coords.longitude * 1e6), accuracy_m: Math.round(p.coords.accuracy) } });
      said.textContent = "已记下，误差约" + Math.round(p.coords.accuracy) + "米。只随有问题的检查保存。";
    }, () => { said.textContent = "取不到位置，不影响登记。请用文字写明地点。"; }, { timeout: 15000 });
  }

  // handoverView says what of the user is in the phone, and takes all of it out.
  async function handoverView() {
    const mine = (await Q.all()).filter((e) => e.owner === me.id), open = mine.filter((e) => e.state !== "sent");
    const drafts = [];
    for (const v of data ? data.villages : []) {
      const d = await Q.get(draftKey(v));
      if (d && Object.values(d.seen).some((s) => s.finding)) drafts.push(v.name);
    }
    const lost = open.length || drafts.length;
    const sure = el("input", { type: "checkbox", onchange: () => { clear.disabled = !sure.checked; } });
    const clear = button("清空并退出登录", lost ? "danger" : "", async () => {
      clear.disabled = true;
      gone = true;
      let out = false;
      try {
        const form = new FormData();
        form.append("_csrf", (await Q.get("csrf")) || "");
        const a = await fetch("/signout", { method: "POST", body: form, credentials: "same-origin" });
        out = a.ok || a.status === 401;
      } catch (_) { out = false; }
      try { sessionStorage.clear(); } catch (_) { /* not allowed: then nothing is kept */ }
      const left = await Q.clear(me.id), name = me.name;
      me = data = undefined;
      state = {};
      document.getElementById("who").textContent = "";
      view.textContent = "";
      view.append(el("h1", {}, left.kept ? "没有清空" : "已清空，可以交出"), el("div", { id: "clean", class: left.kept ? "block" : "info" },
        left.kept ? "还有" + left.kept + "项没有清掉，请关闭本页再试一次。" : "本机已没有" + name + "的名单、检查、照片和草稿。",
        el("div", {}, out ? "已退出登录。" : "现在连不上系统，登录还没有退出：交出以前，请在有信号的地方打开系统首页，点“退出”。"),
        left.others ? el("div", {}, "另有" + left.others + "条是其他用户登记的，没有动，由本人登录后发出。") : null));
      status.textContent = "";
      scrollTo(0, 0);
    });
    clear.disabled = Boolean(lost);
    return [el("p", {}, el("a", { class: "tap", href: "#" }, "返回")), el("h1", {}, "交出这部手机"),
      el("p", {}, "清空后，本机不再有您带上的名单和您登记的检查，登录也退出。已收到的检查在系统里，不受影响。"),
      lost ? el("div", { class: "warn", id: "unsent" }, el("b", {}, "还没有发出的，清空后找不回来："),
        el("ul", {}, open.map((e) => el("li", {}, e.village + "　" + e.name + "　" + e.word + (e.state === "refused" ? "（没有收下）" : ""))), drafts.map((n) => el("li", {}, n + "　点了还没有登记的"))),
        button("先发出", "second", async () => { await send(); show(); }), el("label", { class: "check" }, sure, "不要了，或已抄在纸上"))
        : el("p", { class: "info", id: "unsent" }, "没有等着发出的检查。"),
      el("p", { class: "acts" }, clear)];
  }

  // id of a check, made where it is written down, so that it arrives once.
  function id() {
    return [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, "0")).join("");
  }

  async function show() {
    const mine = ++turn; // the last one called wins, whichever is ready first
    const code = location.hash.slice(1), v = data && data.villages.find((x) => x.code === code && x.carried);
    const parts = code === "handover" && me ? await handoverView() : !data ? [el("h1", {}, "下村检查"), el("p", { class: "empty" }, "还没有带上名单。")] : v ? await villageView(v) : [...listView(), await queueView()];
    if (mine !== turn) return;
    why();
    view.textContent = "";
    view.append(...parts.flat().filter((x) => x != null));
    if (code) scrollTo(0, 0);
    await told();
  }

  async function begin() {
    if (navigator.serviceWorker) navigator.serviceWorker.register("/duty/phone-worker.js", { scope: "/duty/phone", updateViaCache: "all" }).catch(() => {});
    if (navigator.storage && navigator.storage.persist) navigator.storage.persist();
    me = await Q.get("me");
    data = await Q.get("data");
    offset = await Q.get("offset");
    addEventListener("hashchange", show); // before anything is shown that can be tapped
    const old = Date.now() - 2 * 86400e3;
    for (const e of await Q.all()) if (e.state === "sent" && e.seen_ms < old) await Q.remove(e.client_id);
    await show();
    await load();
    if (!location.hash || location.hash === "#" || !data) await show();
    await send();
    addEventListener("online", async () => { await load(); await send(); });
    addEventListener("offline", told);
    setInterval(send, 20000);
  }
  begin();
})();

// What a phone keeps of a round: what it took along, and the checks that wait to be sent. Used by the page and by its worker.
(function (root) {
  "use strict";
  const perRequest = 500, photoBytes = 8 << 20;

  let live = null, opening = null; // the database, once it is open

  function open() {
    if (live) return Promise.resolve(live);
    return opening = opening || new Promise((done, fail) => {
      const r = indexedDB.open("gangwei", 1);
      r.onupgradeneeded = () => {
        r.result.createObjectStore("meta");
        r.result.createObjectStore("queue", { keyPath: "client_id" });
      };
      r.onsuccess = () => {
        live = r.result;
        live.onclose = live.onversionchange = () => { live.close(); live = opening = null; };
        done(live);
      };
      r.onerror = () => { opening = null; fail(r.error); };
    });
  }

  // run makes one transaction at once. It is told to commit without waiting, so that it holds even if the page is gone the next moment.
  function run(db, stores, mode, f) {
    return new Promise((done, fail) => {
      const tx = db.transaction(stores, mode), r = f(tx);
      tx.oncomplete = () => done(r && r.result);
      tx.onabort = tx.onerror = () => fail(tx.error);
      if (mode === "readwrite" && tx.commit) tx.commit();
    });
  }
  // now does it in the same moment where the database is open, which it is once the page has shown anything.
  const now = (stores, mode, f) => (live ? run(live, stores, mode, f) : open().then((db) => run(db, stores, mode, f)));
  // One transaction on a store; f makes its requests and may return one, whose result is the answer.
  const at = (store, mode, f) => now(store, mode, (tx) => f(tx.objectStore(store)));
  const get = (key) => at("meta", "readonly", (s) => s.get(key));
  const set = (key, value) => at("meta", "readwrite", (s) => { value === undefined ? s.delete(key) : s.put(value, key); });
  const all = () => at("queue", "readonly", (s) => s.getAll());
  const put = (entries) => at("queue", "readwrite", (s) => { entries.forEach((e) => s.put(e)); });
  const remove = (id) => at("queue", "readwrite", (s) => { s.delete(id); });

  // log puts checks into the queue and drops the half-written round that they come from: both or neither.
  const log = (entries, draft) => now(["meta", "queue"], "readwrite", (tx) => {
    entries.forEach((e) => tx.objectStore("queue").put(e));
    tx.objectStore("meta").delete(draft);
  });

  // clear takes everything of a user out of the phone; what others wrote down waits for them. Answers what is left of the user, and how many
  // checks of others.
  async function clear(owner) {
    const own = (k) => !/^draft-/.test(k) || k.indexOf("draft-" + owner + "-") === 0;
    const keys = () => at("meta", "readonly", (s) => s.getAllKeys()).then((all) => all.filter(own));
    const of = () => all().then((a) => a.filter((e) => e.owner === owner));
    const mine = await of(), kept = await keys();
    await now(["meta", "queue"], "readwrite", (tx) => {
      kept.forEach((k) => tx.objectStore("meta").delete(k));
      mine.forEach((e) => tx.objectStore("queue").delete(e.client_id));
    });
    return { kept: (await keys()).length + (await of()).length, others: (await all()).length };
  }

  // heard keeps by how much the server's clock is ahead of the phone's.
  const heard = (nowMs) => set("offset", nowMs - Date.now());

  // batch takes as many of the waiting checks as one request carries.
  function batch(waiting) {
    let bytes = 0;
    const out = [];
    for (const e of waiting) {
      const more = [...e.photos, ...e.group].reduce((n, b) => n + b.size, 0);
      if (out.length && (out.length === perRequest || bytes + more > photoBytes)) break;
      bytes += more;
      out.push(e);
    }
    return out;
  }

  async function json(answer) {
    return (answer.headers.get("Content-Type") || "").startsWith("application/json") ? answer.json() : null;
  }

  // token asks for a fresh one: the session may be another than the one that the phone knew.
  async function token() {
    const a = await fetch("/api/duty/phone", { credentials: "same-origin" });
    const d = await json(a);
    if (!a.ok || !d) return null;
    await set("csrf", a.headers.get("Gangwei-Form-Token"));
    return d;
  }

  async function sendAll(me) {
    let fresh = false;
    for (;;) {
      const waiting = (await all()).filter((e) => e.owner === me.id && e.state === "waiting").sort((a, b) => a.seen_ms - b.seen_ms);
      if (!waiting.length) return {};
      const some = batch(waiting);
      const form = new FormData();
      form.append("_csrf", (await get("csrf")) || "");
      form.append("queue", JSON.stringify({ owner: me.id, sent_ms: Date.now(), checks: some.map((e) => {
        const c = Object.assign({}, e);
        ["owner", "photos", "group", "state", "says", "name", "village", "word"].forEach((k) => delete c[k]);
        return c;
      }) }));
      some.forEach((e) => {
        e.photos.forEach((b) => form.append("photo-" + e.client_id, b, "photo.jpg"));
        e.group.forEach((b) => form.append("group-" + e.client_id, b, "group.jpg"));
      });
      let answer, said;
      try {
        answer = await fetch("/api/duty/checks", { method: "POST", body: form, credentials: "same-origin" });
        said = await json(answer);
      } catch (_) {
        return { offline: true };
      }
      if (answer.status === 403 && !fresh) {
        fresh = true;
        try {
          const d = await token();
          if (d && d.user.id === me.id) continue;
        } catch (_) {
          return { offline: true };
        }
        return { signIn: true };
      }
      if (answer.status === 401 || answer.ok && !said) return { signIn: true };
      const each = said && said.results; // 409 with them: some were kept aside
      if (answer.status === 409 && !each) return { other: true };
      if (answer.status >= 500) return { offline: true };
      if (!each) return { says: (said && said.errors) || ["没有发出，检查仍在本机。"] };
      await heard(said.now_ms);
      const by = new Map(said.results.map((x) => [x.client_id, x]));
      await at("queue", "readwrite", (s) => {
        some.forEach((e) => {
          const x = by.get(e.client_id);
          if (!x) return;
          if (x.kept || x.aside) s.put(Object.assign(e, { state: "sent", says: x.says || [], photos: [], group: [] }));
          else s.put(Object.assign(e, { state: "refused", says: x.says || [] }));
        });
      });
      if (!some.some((e) => by.has(e.client_id))) return { says: ["没有发出，检查仍在本机。"] };
    }
  }

  // send sends what waits, of the user who wrote it down; two pages of one phone take turns where the browser lets them, and where it does
  // not, a check that is sent twice is kept once. Answers {} when nothing waits any more, else why not: offline, signIn, other, says.
  async function send() {
    const me = await get("me");
    if (!me) return {};
    if (navigator.locks) return navigator.locks.request("gangwei-send", () => sendAll(me));
    return sendAll(me);
  }

  root.GangweiQueue = { open, get, set, all, put, remove, log, clear, heard, send };
})(self);

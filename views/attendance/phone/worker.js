// Keeps the phone page's shell, so that it opens without signal, and sends what waits when the phone says that signal is back.
// Version {version} of the shell.
"use strict";
importScripts("/static/phone-queue.js?v={version}");
const kept = "phone-{version}";
const shell = ["/duty/phone", "/static/phone.js", "/static/phone-queue.js", "/static/gangwei.css", "/static/icon.svg", "/static/phone.webmanifest"];
// Under its version an address has one content for ever: what the page loaded a moment ago is not asked for again.
const fresh = (u) => (u === "/duty/phone" ? new Request(u, { cache: "reload" }) : new Request(u + "?v={version}"));
self.addEventListener("install", (e) => {
  e.waitUntil(caches.open(kept).then((c) => c.addAll(shell.map(fresh))).then(() => self.skipWaiting()));
});
self.addEventListener("activate", (e) => {
  e.waitUntil(caches.keys().then((names) => Promise.all(names.filter((n) => n !== kept).map((n) => caches.delete(n)))).then(() => self.clients.claim()));
});
self.addEventListener("fetch", (e) => {
  const u = new URL(e.request.url);
  if (e.request.method === "GET" && u.origin === self.location.origin && shell.includes(u.pathname)) {
    e.respondWith(caches.match(u.pathname, { ignoreSearch: true }).then((r) => r || fetch(e.request)));
  }
});
self.addEventListener("sync", (e) => {
  if (e.tag === "checks") {
    e.waitUntil(self.GangweiQueue.send().then((r) => {
      if (r.offline) throw new Error("no signal yet");
    }));
  }
});

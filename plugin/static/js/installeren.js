// The service worker, for the help card without a connection and for sharing from other apps. Never inside a frame:
// there the page belongs to its host. Where a browser refuses one, the pages work without.

if (window.self === window.top) navigator.serviceWorker?.register("/sw.js").catch(() => {});

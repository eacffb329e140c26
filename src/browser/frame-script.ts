/**
 * What every frame of a page gets before its own scripts: no dialogs, no windows, no workers that outlive it, no
 * peer-to-peer connections. A window that a script would open is told to the world of `page-script.ts`.
 */
export const frameScript = String.raw`(() => {
  const quiet = (name, value) => {
    try { Object.defineProperty(window, name, { value, writable: false, configurable: false }); } catch {}
  };
  quiet('alert', () => undefined);
  quiet('confirm', () => false);
  quiet('prompt', () => null);
  quiet('print', () => undefined);
  quiet('open', (url) => {
    document.dispatchEvent(new CustomEvent('oit-window-open', { detail: url === undefined ? '' : String(url) }));
    return null;
  });
  // A navigation that the network layer breaks off leaves a page half read, so it is not begun.
  const bare = (host) => host.replace(/^www\./, '');
  if (window === top) navigation.addEventListener('navigate', (event) => {
    const { url, sameDocument } = event.destination;
    if (sameDocument || !event.cancelable || !/^https?:$/.test(location.protocol)) return;
    let target = null;
    try { target = new URL(url); } catch {}
    if (target === null || bare(target.host) !== bare(location.host)) event.preventDefault();
  });
  for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection', 'WebTransport', 'SharedWorker']) quiet(name, undefined);
})()`;

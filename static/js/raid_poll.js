/* Asks for a raid's state again and again, for browsers whose sockets are blocked. An unchanged state is answered without a body. */

const FIGHT = 1000, GATHER = 5000, MOST = 8000;

/** onState(frame), onLost(), onBack(); pace() says the state. Returns { stop(), now() }. */
export const poll = (address, pace, { onState, onLost, onBack }) => {
  let etag = "", timer = 0, failed = 0, stopped = false, asking = false;
  const later = (wait) => { clearTimeout(timer); if (!stopped) timer = setTimeout(ask, wait); };
  const ask = async () => {
    if (stopped || asking) return;
    if (document.hidden) return; // visibilitychange asks again
    asking = true;
    try {
      const answer = await fetch(address, { cache: "no-store", headers: etag ? { "If-None-Match": etag } : {}, signal: AbortSignal.timeout(10_000) });
      if (answer.status === 200) { etag = answer.headers.get("ETag") || ""; onState(await answer.json()); }
      else if (answer.status !== 304) throw new Error(String(answer.status));
      if (failed) { failed = 0; onBack(); }
    } catch {
      failed += 1;
      if (failed === 2) onLost();
    }
    asking = false;
    const usual = pace() === "gathering" ? GATHER : FIGHT;
    later(failed ? Math.min(MOST, 500 * 2 ** failed) * (0.5 + Math.random() / 2) : usual * (0.9 + Math.random() / 5));
  };
  const wake = () => { if (!document.hidden) later(0); };
  document.addEventListener("visibilitychange", wake);
  window.addEventListener("online", wake);
  later(0);
  return {
    now: () => later(0),
    stop: () => { stopped = true; clearTimeout(timer); document.removeEventListener("visibilitychange", wake); window.removeEventListener("online", wake); },
  };
};

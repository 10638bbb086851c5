/* A live part of a page: one socket on a room. It resumes after a gap, notices silence, connects again by itself, and polls
   where sockets fail. docs/socket.md describes the messages and the close codes.

   <section data-live="/ws/raids/5/" data-live-poll="/api/v1/raids/5" data-live-snapshot="raid.snapshot">
   live(section, { "raid.snapshot": (message) => …, "raid.update": (message) => … }) returns { stop }.

   A polled answer is given to the handler of data-live-snapshot. data-live-state of the element says how it goes: "connecting",
   "open", "polling", "waiting", "paused" (the page is hidden) or "gone" (there is no such room, or the session has ended). Without data-live-poll a page that gets no
   socket only tries again now and then. */

const BASE_MS = 500, CAP_MS = 8000;          // back-off with full jitter: a thousand clients are back within 10 s, spread out
const SILENCE_MS = 25000;                    // the server sends something every 10 s
const OPEN_MS = 10000;                       // so long may a handshake and the first frame take
const POLL_MS = 5000, POLL_AFTER = 3;        // so often, after so many failures in a row
const BLOCKED_MS = 30000;                    // between attempts when the server said that we are too many, or our message is wrong
const HIDDEN_MS = 60000;                     // a page that is hidden for so long lets its socket go
const RESUME_MS = 1000;                      // so long a resume may take before it is sent again
const RESTART_S = 5;                         // the server restarts, and did not say within which time to come back
const NORMAL = 1000, RESTART = 1012, BAD_MESSAGE = 4400, NOT_LOGGED_IN = 4401, NO_SUCH_ROOM = 4404, TOO_MANY = 4429;

const random = (ms) => Math.random() * ms;

export const live = (element, handlers) => {
  const address = new URL(element.dataset.live, location.href);
  address.protocol = address.protocol.replace("http", "ws");
  const pollAddress = element.dataset.livePoll, snapshotType = element.dataset.liveSnapshot;
  let socket = null, seq = null, failures = 0, within = null, resumedAt = -Infinity, etag = null, stopped = false;
  const timers = {};

  const say = (state) => { element.dataset.liveState = state; };
  const cancel = (name) => { clearTimeout(timers[name]); delete timers[name]; };
  const after = (name, ms, call) => { cancel(name); timers[name] = setTimeout(() => { delete timers[name]; call(); }, ms); };

  /* --- frames --- */
  const resume = () => {
    if (performance.now() - resumedAt < RESUME_MS) return;
    resumedAt = performance.now();
    socket.send(JSON.stringify({ type: "resume", seq }));
  };
  const give = (message) => {
    seq = message.seq;
    handlers[message.type]?.(message);
  };
  const control = {
    "heartbeat": (message) => { if (seq !== null && message.seq > seq) resume(); },
    "reconnect": (message) => { within = message.within; },
  };
  const receive = (message) => {
    if (control[message.type]) control[message.type](message);
    else if (message.type === snapshotType) { arrived(); give(message); }
    else if (message.seq === undefined) handlers[message.type]?.(message);
    else if (seq === null || message.seq <= seq) return;
    else if (message.seq === seq + 1) give(message);
    else resume();
  };
  const arrived = () => {
    failures = 0;
    resumedAt = -Infinity;
    within = null;
    cancel("poll");
    say("open");
  };

  /* --- the socket --- */
  const connect = () => {
    cancel("connect");
    if (stopped || socket || element.dataset.liveState === "gone") return;
    if (!timers.poll) say("connecting");
    const opened = socket = new WebSocket(address);
    const watch = (ms) => after("silence", ms, () => drop(opened));
    watch(OPEN_MS);
    opened.onmessage = (event) => {
      if (socket !== opened) return;
      watch(SILENCE_MS);
      let message;
      try { message = JSON.parse(event.data); } catch { return; }
      receive(message);
    };
    opened.onclose = (event) => { if (socket === opened) closed(event.code); };
  };
  /* A connection that died does not answer a close frame: it counts as closed at once. */
  const drop = (opened) => {
    opened.close(NORMAL);
    if (socket === opened) closed(0);
  };
  const closed = (code) => {
    socket = null;
    cancel("silence");
    failures += 1;
    if (code === NO_SUCH_ROOM || code === NOT_LOGGED_IN) { cancel("poll"); say("gone"); return; }
    let wait = random(Math.min(CAP_MS, BASE_MS * 2 ** (failures - 1)));
    if (code === RESTART) { wait = random(1000 * (within ?? RESTART_S)); failures = 0; }
    if (code === TOO_MANY || code === BAD_MESSAGE) { wait = BLOCKED_MS + random(BLOCKED_MS); failures = Math.max(failures, POLL_AFTER); }
    if (failures >= POLL_AFTER && !pollAddress) wait = BLOCKED_MS + random(BLOCKED_MS);
    if (failures >= POLL_AFTER || wait > CAP_MS / 2) startPolling();
    else if (!timers.poll) say("waiting");
    after("connect", wait, connect);
  };

  /* --- polling, where sockets are blocked or while the server restarts --- */
  const startPolling = () => {
    if (!pollAddress || timers.poll) return;
    say("polling");
    after("poll", random(POLL_MS), poll);
  };
  const poll = async () => {
    let wait = POLL_MS + random(POLL_MS / 5);
    after("poll", wait, poll);
    try {
      const headers = { Accept: "application/json", ...(etag && { "If-None-Match": etag }) };
      const answer = await fetch(pollAddress, { headers, cache: "no-store", signal: AbortSignal.timeout(OPEN_MS) });
      wait = Math.max(wait, 1000 * (Number(answer.headers.get("Retry-After")) || 0));
      if (answer.status === 200) {
        const state = await answer.json();
        if (!timers.poll) return;  // the socket is back, and newer
        etag = answer.headers.get("ETag");
        if (seq === null || state.seq === undefined || state.seq > seq) give({ ...state, type: snapshotType });
      }
    } catch { /* the network is away: the next attempt comes */ }
    if (timers.poll) after("poll", wait, poll);
  };

  /* --- the page --- */
  const rest = (state) => {
    for (const name of Object.keys(timers)) cancel(name);
    const opened = socket;
    socket = null;
    opened?.close(NORMAL);
    if (element.dataset.liveState !== "gone") say(state);
  };
  const wake = () => {
    cancel("hidden");
    if (!socket && !stopped) { failures = 0; after("connect", random(BASE_MS), connect); }
  };
  const onVisibility = () => {
    if (document.hidden) after("hidden", HIDDEN_MS, () => rest("paused"));
    else wake();
  };
  const onShow = (event) => { if (event.persisted) wake(); };
  const onHide = () => rest("paused");
  const onOffline = () => { if (socket) drop(socket); };
  const listeners = [
    [document, "visibilitychange", onVisibility], [window, "pageshow", onShow], [window, "pagehide", onHide],
    [window, "online", wake], [window, "offline", onOffline],
  ];
  for (const [target, type, listen] of listeners) target.addEventListener(type, listen);
  connect();
  return {
    stop() {
      stopped = true;
      for (const [target, type, listen] of listeners) target.removeEventListener(type, listen);
      rest("paused");
    },
  };
};

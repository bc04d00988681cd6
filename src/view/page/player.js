// Time, keys and the address: puts the other parts together and starts them.

import { frameAt, progressAt, unpack } from "./data.js";
import { makePanel, seconds } from "./panel.js";
import { makeStage } from "./stage.js";
import { makeTimeline } from "./timeline.js";

const PLAY = "M6 4l10 6-10 6z", PAUSE = "M5 4h3.500v12h-3.500zM11.5 4h3.500v12h-3.500z";

function start(raw) {
  const scene = unpack(raw);
  const byId = (id) => document.getElementById(id);
  const state = { time: 0, playing: false, speed: 1, gesture: 0, body: 0, track: null, target: "over", pinned: null, turn: 0, span: 1 };
  const trackOf = (body) => scene.tracks.find((track) => track.body === body) || null;
  const scrub = byId("scrub");
  let asked = false, lastTick = 0, paintAll = true;

  const redraw = (everything) => {
    paintAll = paintAll || everything === true;
    if (asked) return;
    asked = true;
    requestAnimationFrame(tick);
  };

  const player = { seek, choose };
  state.track = trackOf(state.body);
  const stage = makeStage(scene, state, redraw);
  const panel = makePanel(scene, state, player);
  const timeline = makeTimeline(scene, state, player);

  function tick(now) {
    asked = false;
    if (state.playing) {
      // a tab that slept must not leap
      state.time += (Math.min(250, now - lastTick) / 1000) * state.speed;
      lastTick = now;
      if (state.time >= scene.duration) {
        state.time = scene.duration;
        play(false);
      }
    }
    paint();
    if (state.playing) redraw();
  }

  function paint() {
    const drawn = stage.draw();
    timeline.draw(paintAll);
    panel.draw();
    paintAll = false;
    const clock = `${seconds(state.time)} of ${seconds(scene.duration)}`;
    byId("clock").textContent = `${seconds(state.time)} / ${seconds(scene.duration)}`.replace(" s /", " /");
    scrub.value = String(Math.round(state.time * 1000));
    scrub.setAttribute("aria-valuetext", clock);
    byId("absent").hidden = drawn.seen && (drawn.ghost || state.target === "off" || !scene.gestures.length);
    byId("absent").textContent = !drawn.seen ? (state.track && state.track.count ? "the person is not tracked here" : "no skeleton was recorded") : "no target pose is known for this step";
    byId("stage").setAttribute("aria-label", drawn.seen ? `skeleton at ${seconds(state.time)}` : "no skeleton");
    document.documentElement.dataset.state = JSON.stringify(preposeState());
  }

  function play(on) {
    if (on && state.time >= scene.duration) state.time = 0;
    state.playing = on && scene.duration > 0;
    lastTick = performance.now();
    byId("play-icon").setAttribute("d", state.playing ? PAUSE : PLAY);
    byId("play-word").textContent = state.playing ? "Pause" : "Play";
    byId("play").setAttribute("aria-label", state.playing ? "Pause" : "Play");
    panel.announce();
    redraw();
  }

  function seek(time) {
    state.time = Math.max(0, Math.min(scene.duration, time));
    redraw();
  }

  function choose(what) {
    const other = (name) => name in what && what[name] !== state[name];
    const words = other("gesture") || other("body");
    if (other("gesture")) state.pinned = null;
    Object.assign(state, what);
    state.track = trackOf(state.body);
    byId("gesture").value = String(state.gesture);
    byId("body").value = String(state.body);
    document.querySelector(`input[name="target"][value="${state.target}"]`).checked = true;
    if (words) panel.rebuild();
    redraw(words);
  }

  // a frame of the person, or a thirtieth of a second where there is none
  function step(count) {
    play(false);
    const track = state.track;
    if (!track || !track.count) return seek(state.time + count / 30);
    const frame = frameAt(track, state.time) + count;
    seek(track.times[Math.max(0, Math.min(track.count - 1, frame))]);
  }

  function preposeState() {
    const gesture = scene.gestures[state.gesture];
    const now = gesture ? progressAt(gesture, state.body, state.time) : { step: 0, heldBack: null, shortBy: null };
    return {
      time: Number(state.time.toFixed(4)),
      playing: state.playing,
      body: scene.bodies[state.body] ?? null,
      frame: state.track ? frameAt(state.track, state.time) : -1,
      frames: state.track ? state.track.count : 0,
      gesture: gesture ? { app: gesture.app, name: gesture.name } : null,
      step: now.step,
      steps: gesture ? gesture.steps.length : 0,
      heldBack: now.heldBack,
      shortBy: now.shortBy,
      turn: Math.round((state.turn * 180) / Math.PI),
    };
  }
  window.preposeState = preposeState;

  function onKey(event) {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const { tagName, type } = event.target;
    const scrubbing = event.target === scrub;
    if (event.key === " " && (scrubbing || !["BUTTON", "SELECT", "INPUT", "SUMMARY"].includes(tagName))) play(!state.playing);
    else if (tagName === "SELECT" || type === "radio") return;
    else if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
      const way = event.key === "ArrowLeft" ? -1 : 1;
      if (event.shiftKey) seek(state.time + way);
      else step(way);
    } else if (event.key === "Home" || event.key === "End") seek(event.key === "Home" ? 0 : scene.duration);
    else return;
    event.preventDefault();
  }

  // #t=2.5&gesture=1&body=7&turn=40&target=beside
  function readAddress() {
    const address = new URLSearchParams(location.hash.slice(1));
    const number = (name) => (address.has(name) && Number.isFinite(Number(address.get(name))) ? Number(address.get(name)) : null);
    const what = {};
    if (scene.gestures[number("gesture")]) what.gesture = number("gesture");
    const body = scene.bodies.indexOf(address.get("body"));
    if (body >= 0) what.body = body;
    if (["over", "beside", "off"].includes(address.get("target"))) what.target = address.get("target");
    if (number("turn") !== null) state.turn = (number("turn") * Math.PI) / 180;
    if (number("t") !== null) seek(number("t"));
    choose(what);
  }

  scrub.max = String(Math.round(scene.duration * 1000));
  scrub.addEventListener("input", () => seek(Number(scrub.value) / 1000));
  byId("play").addEventListener("click", () => play(!state.playing));
  byId("back").addEventListener("click", () => step(-1));
  byId("forward").addEventListener("click", () => step(1));
  byId("speed").addEventListener("change", () => (state.speed = Number(byId("speed").value)));
  document.addEventListener("keydown", onKey);
  window.addEventListener("hashchange", readAddress);
  new ResizeObserver(() => redraw(true)).observe(byId("stage"));
  for (const id of ["play", "back", "forward", "scrub"]) byId(id).disabled = scene.duration <= 0;
  const anyTarget = scene.gestures.some((gesture) => gesture.steps.some((one) => one.target));
  byId("target-choice").hidden = byId("key-target").hidden = !anyTarget;
  if (!anyTarget) state.target = "off";

  panel.rebuild();
  readAddress();
  play(false);
  paint();
  const completed = scene.gestures.reduce((sum, gesture) => sum + gesture.events.filter((event) => event.kind === "completed").length, 0);
  const frames = scene.tracks.reduce((sum, track) => sum + track.count, 0);
  Object.assign(document.documentElement.dataset, { frames, gestures: scene.gestures.length, completed, ready: "1" });
}

try {
  start(JSON.parse(document.getElementById("scene").textContent));
} catch (error) {
  const problem = document.getElementById("problem");
  problem.hidden = false;
  problem.textContent = `this page could not show its recording: ${error.message}`;
  document.documentElement.dataset.ready = "0";
  throw error;
}

// The timeline: one lane a gesture, with its attempts as bars and its events as marks. A click or a drag jumps.

import { TICK } from "./data.js";
import { fitCanvas, readColours, stroke } from "./draw.js";
import { eventWords, seconds } from "./panel.js";

// Room for half a mark at both ends of a lane, in pixels; the style sheet places the playhead by it too.
const INSET = 8;

// from a time to its place in a lane, and back
const placeIn = (width, from, span) => (time) => INSET + ((time - from) / span) * (width - 2 * INSET);
const timeIn = (width, from, span) => (x) => from + ((x - INSET) / (width - 2 * INSET)) * span;

export function makeTimeline(scene, state, player) {
  const lanes = document.getElementById("lanes");
  const axis = document.getElementById("axis");
  const rows = scene.gestures.map((gesture, place) => addLane(lanes, gesture, place));
  if (!rows.length) {
    const none = lanes.appendChild(document.createElement("p"));
    none.className = "none";
    none.textContent = "no gestures";
  }
  let colours = readColours();
  let page = null;
  state.span = Math.max(scene.duration, 0.001);

  // pages instead of a window that glides: the lanes are redrawn only when the playhead leaves them
  const shownFrom = () => {
    const last = Math.max(0, Math.ceil(scene.duration / state.span - 1e-9) - 1);
    return Math.min(last, Math.floor(state.time / state.span + 1e-9)) * state.span;
  };

  function draw(everything) {
    const from = shownFrom();
    const key = `${from} ${state.span} ${state.body}`;
    if (everything || key !== page) {
      page = key;
      drawAxis(axis, from, state.span, colours);
      rows.forEach((row) => drawLane(row, from, state, colours));
    }
    lanes.style.setProperty("--now", ((state.time - from) / state.span).toFixed(5));
    rows.forEach((row) => row.name.setAttribute("aria-pressed", String(row.place === state.gesture)));
  }

  function addLane(parent, gesture, place) {
    const lane = parent.appendChild(document.createElement("div"));
    lane.className = "lane";
    const name = lane.appendChild(document.createElement("button"));
    name.type = "button";
    name.className = "name";
    name.appendChild(Object.assign(document.createElement("span"), { dir: "auto", textContent: gesture.name }));
    const count = name.appendChild(document.createElement("span"));
    count.className = "count";
    name.addEventListener("click", () => player.choose({ gesture: place }));
    const track = lane.appendChild(document.createElement("div"));
    track.className = "track";
    const canvas = track.appendChild(document.createElement("canvas"));
    canvas.setAttribute("role", "img");
    jumpOn(track, place);
    return { gesture, place, name, count, track, canvas };
  }

  // near a mark the jump goes to the mark: a finger is wider than a moment
  function momentAt(track, gesture, x) {
    const { width } = track.getBoundingClientRect();
    const from = shownFrom();
    const time = timeIn(width, from, state.span)(x);
    let best = null;
    for (const event of gesture.events) {
      const off = Math.abs(event.time - time);
      if (event.body === state.body && (off / state.span) * width < 6 && (!best || off < best.off)) best = { off, event };
    }
    return { time: Math.max(0, Math.min(scene.duration, best ? best.event.time : time)), event: best && best.event };
  }

  function jumpOn(track, place) {
    const gesture = scene.gestures[place];
    const x = (event) => event.clientX - track.getBoundingClientRect().left;
    let held = false;
    track.addEventListener("pointerdown", (event) => {
      held = true;
      if (event.pointerType === "mouse") track.setPointerCapture(event.pointerId);
      player.choose({ gesture: place });
      player.seek(momentAt(track, gesture, x(event)).time);
    });
    track.addEventListener("pointermove", (event) => {
      const moment = momentAt(track, gesture, x(event));
      track.title = `${seconds(moment.time)}${moment.event ? ` ${eventWords(moment.event)}` : ""}`;
      if (held) player.seek(moment.time);
    });
    for (const end of ["pointerup", "pointercancel"]) track.addEventListener(end, () => (held = false));
  }

  const zoom = (factor) => {
    state.span = Math.min(scene.duration || 1, Math.max(1, state.span * factor));
    draw(true);
    document.getElementById("zoom-out").disabled = state.span >= scene.duration;
    document.getElementById("zoom-in").disabled = state.span <= 1;
  };
  document.getElementById("zoom-in").addEventListener("click", () => zoom(0.5));
  document.getElementById("zoom-out").addEventListener("click", () => zoom(2));
  zoom(1);
  const repaint = () => {
    colours = readColours();
    const bar = lanes.offsetWidth - lanes.clientWidth;
    document.documentElement.style.setProperty("--gutter", `${bar}px`);
    draw(true);
  };
  new ResizeObserver(repaint).observe(lanes);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", repaint);
  return { draw };
}

// attempts of one body: from the first step to what ended them
function attemptsOf(gesture, body) {
  const attempts = [];
  let began = null;
  for (const event of gesture.events) {
    if (event.body !== body) continue;
    if (event.kind === "started") began = event.time;
    if (event.kind !== "completed" && event.kind !== "abandoned") continue;
    const from = event.kind === "completed" ? event.time - (event.duration || 0) * TICK : (began ?? event.time);
    attempts.push({ from, to: event.time, done: event.kind === "completed" });
    began = null;
  }
  return attempts;
}

function drawLane(row, from, state, colours) {
  const { pen, width, height } = fitCanvas(row.canvas);
  const x = placeIn(width, from, state.span);
  const shown = (time) => time >= from - state.span * 0.02 && time <= from + state.span * 1.02;
  const mine = row.gesture.events.filter((event) => event.body === state.body);
  const middle = height / 2;
  stroke(pen, [0, middle], [width, middle], 1, colours.line);
  for (const attempt of attemptsOf(row.gesture, state.body)) {
    if (attempt.to < from || attempt.from > from + state.span) continue;
    const left = x(attempt.from), wide = Math.max(1, x(attempt.to) - left);
    pen.globalAlpha = 0.2;
    pen.fillStyle = attempt.done ? colours.good : colours.bad;
    pen.fillRect(left, middle - 8, wide, 16);
    pen.globalAlpha = 1;
  }
  // many marks in a lane are smaller, so that they cover each other less
  const size = Math.max(0.55, Math.min(1, width / 12 / Math.max(1, mine.filter((event) => shown(event.time)).length)));
  for (const kind of ["started", "step", "abandoned", "completed"]) {
    for (const event of mine) if (event.kind === kind && shown(event.time)) drawMark(pen, kind, x(event.time), middle, size, colours);
  }
  const done = mine.filter((event) => event.kind === "completed").length;
  const dropped = mine.filter((event) => event.kind === "abandoned").length;
  row.count.textContent = done ? `${done}×` : "";
  row.canvas.setAttribute("aria-label", `${row.gesture.name}: ${done} completed, ${dropped} abandoned`);
}

// each kind has a shape of its own, not only a colour
function drawMark(pen, kind, x, y, size, colours) {
  pen.lineWidth = 2.2 * size;
  pen.beginPath();
  if (kind === "started") {
    pen.arc(x, y, 4.2 * size, 0, Math.PI * 2);
    pen.fillStyle = colours.surface;
    pen.fill();
    pen.strokeStyle = colours.started;
    pen.stroke();
  } else if (kind === "step") {
    pen.fillStyle = colours.accent;
    pen.fillRect(x - 1.5 * size, y - 7, 3 * size, 14);
  } else if (kind === "completed") {
    for (const [dx, dy] of [[0, -7], [7, 0], [0, 7], [-7, 0]]) pen.lineTo(x + dx * size, y + dy * size);
    pen.closePath();
    pen.fillStyle = colours.good;
    pen.fill();
    pen.lineWidth = 1.5;
    pen.strokeStyle = colours.surface;
    pen.stroke();
  } else {
    pen.strokeStyle = colours.bad;
    for (const side of [-1, 1]) {
      pen.moveTo(x - 4.5 * size, y - 4.5 * size * side);
      pen.lineTo(x + 4.5 * size, y + 4.5 * size * side);
    }
    pen.stroke();
  }
}

function drawAxis(canvas, from, span, colours) {
  const { pen, width } = fitCanvas(canvas);
  if (span < 0.1) return;
  const wanted = span / Math.max(2, Math.floor(width / 90));
  const step = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600].find((s) => s >= wanted) || Math.ceil(wanted / 3600) * 3600;
  pen.font = "12px system-ui, sans-serif";
  pen.fillStyle = colours.muted;
  for (let n = Math.ceil(from / step - 1e-9); n * step <= from + span + 1e-9; n++) {
    const x = placeIn(width, from, span)(n * step);
    pen.textAlign = x < 20 ? "left" : x > width - 20 ? "right" : "center";
    pen.fillText(seconds(n * step, step < 1 ? 1 : 0), x, 12);
    stroke(pen, [x, 15], [x, 20], 1, colours.line);
  }
}

// The words beside the stage: which gesture, which step is next, what holds it back, what has happened.

import { TICK, progressAt } from "./data.js";

const MOST_EVENTS = 400;

// 75.25 as "1:15.25", 3.5 as "3.50 s"
export function seconds(time, digits = 2) {
  const rounded = Number(time.toFixed(digits));
  if (rounded < 60) return `${rounded.toFixed(digits)} s`;
  const minutes = Math.floor(rounded / 60);
  const rest = (rounded - minutes * 60).toFixed(digits).padStart(digits ? digits + 3 : 2, "0");
  const hours = Math.floor(minutes / 60);
  return hours ? `${hours}:${String(minutes % 60).padStart(2, "0")}:${rest}` : `${minutes}:${rest}`;
}

export function eventWords(event) {
  const step = event.step ? ` ${event.step} of ${event.of}` : "";
  const pose = event.pose ? ` (${event.pose})` : "";
  if (event.kind === "completed") return `completed in ${seconds(event.duration * TICK)}`;
  if (event.kind === "abandoned") return `abandoned at step${step}${pose}${event.statement ? `: ${event.statement}` : ""}`;
  return event.kind === "step" ? `step${step}${pose}` : "started";
}

function element(parent, tag, name, text) {
  const made = parent.appendChild(document.createElement(tag));
  if (name) made.className = name;
  if (text !== undefined) made.textContent = text;
  return made;
}

// authors write in scripts of either direction
function authored(parent, tag, name, text) {
  const made = element(parent, tag, name, text);
  made.dir = "auto";
  return made;
}

export function makePanel(scene, state, player) {
  const byId = (id) => document.getElementById(id);
  const parts = Object.fromEntries(["description", "next", "next-step", "held", "steps", "events", "events-title", "event-list"].map((id) => [id, byId(id)]));
  byId("title").textContent = scene.title;
  byId("source").textContent = scene.source;
  fillPickers(scene, state, player);
  let items = [];
  let shown = "";

  function rebuild() {
    shown = "";
    const gesture = scene.gestures[state.gesture];
    parts.description.textContent = gesture ? gesture.description : "no gestures were asked for";
    parts.next.hidden = !gesture;
    parts.steps.replaceChildren();
    items = gesture ? gesture.steps.map((step, place) => addStep(parts.steps, step, place)) : [];
    listEvents(gesture);
  }

  function addStep(parent, step, place) {
    const item = element(parent, "li");
    const badge = element(item, "span", "badge", String(place + 1));
    badge.setAttribute("aria-hidden", "true");
    const head = element(item, "span", "pose");
    authored(head, "bdi", "", step.pose);
    if (step.note) element(head, "span", "note", step.note);
    const said = element(head, "span", "note", "");
    let pin = null;
    if (step.target) {
      pin = element(item, "button", "pin", "show");
      pin.type = "button";
      pin.setAttribute("aria-label", `show the target of step ${place + 1}, ${step.pose}`);
      pin.addEventListener("click", () => player.choose({ pinned: state.pinned === place ? null : place }));
    }
    const list = element(item, "ul", "statements");
    const statements = step.statements.map((statement) => authored(list, "li", "", statement));
    return { item, badge, said, pin, statements, step };
  }

  function listEvents(gesture) {
    const mine = gesture ? gesture.events.filter((event) => event.body === state.body) : [];
    parts.events.hidden = !mine.length;
    parts["events-title"].textContent = `Events (${mine.length})`;
    parts["event-list"].replaceChildren();
    for (const event of mine.slice(0, MOST_EVENTS)) {
      const button = element(element(parts["event-list"], "li"), "button");
      button.type = "button";
      element(button, "time", "", seconds(event.time));
      authored(button, "span", "", eventWords(event));
      button.addEventListener("click", () => player.seek(event.time));
    }
    if (mine.length > MOST_EVENTS) element(parts["event-list"], "li", "none", `and ${mine.length - MOST_EVENTS} more, in the timeline`);
  }

  function draw() {
    const gesture = scene.gestures[state.gesture];
    if (!gesture) return;
    const now = progressAt(gesture, state.body, state.time);
    const key = JSON.stringify([now.step, now.heldBack, now.shortBy, state.pinned]);
    if (key === shown) return;
    shown = key;
    const all = gesture.steps.length;
    const done = all > 0 && now.step >= all;
    const next = gesture.steps[now.step];
    parts.next.classList.toggle("done", done);
    parts["next-step"].textContent = done ? "Completed" : next ? `Next: step ${now.step + 1} of ${all}, ` : "no steps";
    if (next && !done) element(parts["next-step"], "bdi", "", next.pose);
    parts.held.replaceChildren();
    if (next && now.heldBack) {
      parts.held.append("held back by “");
      element(parts.held, "bdi", "", now.heldBack);
      parts.held.append("”");
      if (now.shortBy) {
        parts.held.append(" ");
        element(parts.held, "span", "short", `short by ${now.shortBy}`);
      }
    }
    items.forEach((row, place) => {
      const reached = place < now.step;
      const current = place === now.step;
      row.item.className = reached ? "reached" : current ? "current" : "";
      if (current) row.item.setAttribute("aria-current", "step");
      else row.item.removeAttribute("aria-current");
      row.badge.textContent = reached ? "✓" : String(place + 1);
      row.said.textContent = reached ? "reached" : "";
      if (row.pin) row.pin.setAttribute("aria-pressed", String(state.pinned === place));
      row.statements.forEach((line, n) => line.classList.toggle("holding", current && row.step.statements[n] === now.heldBack));
    });
  }

  // during play the words change too often to be read aloud
  const announce = () => parts.next.setAttribute("aria-live", state.playing ? "off" : "polite");
  return { rebuild, draw, announce };
}

function fillPickers(scene, state, player) {
  const gesture = document.getElementById("gesture");
  const groups = new Map();
  scene.gestures.forEach((one, place) => {
    if (!groups.has(one.app)) groups.set(one.app, Object.assign(document.createElement("optgroup"), { label: one.app }));
    groups.get(one.app).append(Object.assign(new Option(one.name, String(place)), { dir: "auto" }));
  });
  const several = groups.size > 1;
  for (const group of groups.values()) gesture.append(...(several ? [group] : [...group.children]));
  document.getElementById("gesture-picker").hidden = !scene.gestures.length;
  gesture.addEventListener("change", () => player.choose({ gesture: Number(gesture.value) }));

  const body = document.getElementById("body");
  scene.bodies.forEach((name, place) => body.append(new Option(name, String(place))));
  document.getElementById("body-picker").hidden = scene.bodies.length < 2;
  body.addEventListener("change", () => player.choose({ body: Number(body.value) }));

  for (const radio of document.querySelectorAll('input[name="target"]')) {
    radio.addEventListener("change", () => player.choose({ target: radio.value }));
  }
}

// The stage: which bodies and which target are drawn from where. A drag turns the view about the vertical.

import { HEAD, facingAt, frontOf, jointsAt, measure, placeTarget, rootOf } from "./body.js";
import { frameAt, progressAt } from "./data.js";
import { drawBody, drawTarget, fitCanvas, readColours, stroke } from "./draw.js";

const PITCH = (9 * Math.PI) / 180;
const EYE = 5;

export function makeStage(scene, state, redraw) {
  const canvas = document.getElementById("stage");
  const nobody = { body: -1, count: 0, times: [], places: [] };
  const fits = new Map();
  const fitOf = (track) => {
    const key = `${track.body} ${state.gesture}`;
    const steps = scene.gestures[state.gesture] ? scene.gestures[state.gesture].steps : [];
    const targets = steps.map((step) => step.target).filter(Boolean);
    if (!fits.has(key)) fits.set(key, measure(track, scene.parents, targets));
    return fits.get(key);
  };
  let colours = readColours();

  turnByDrag(canvas, state, redraw);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    colours = readColours();
    redraw(true);
  });

  // where the person is now, and where it was last seen when it is not seen now
  function personAt(track, time) {
    const fit = fitOf(track);
    const frame = frameAt(track, time);
    const joints = frame >= 0 && isNow(track, frame, time) ? jointsAt(track, frame) : Array(25).fill(null);
    let root = rootOf(joints);
    for (let n = frame - 1; !root && n >= Math.max(0, frame - 30); n--) root = rootOf(jointsAt(track, n));
    return { fit, frame, joints, root: root || fit.root, facing: frame >= 0 ? facingAt(track, frame) : [1, 0] };
  }

  function draw() {
    const { pen, width, height } = fitCanvas(canvas);
    pen.lineCap = pen.lineJoin = "round";
    const track = state.track || nobody;
    const person = personAt(track, state.time);
    const { fit } = person;
    const step = shownStep(scene, state);
    const ghost = state.target !== "off" && step && step.target;
    const seen = person.joints.some(Boolean);
    const apart = ghost && seen && state.target === "beside" ? Math.max(0.9, Math.min(1.3, fit.reach * 1.5)) : 0;
    const view = makeView(state, fit, person.root, width, height, apart);
    drawFloor(pen, view, fit, colours);
    const look = { scene, colours, unit: view.unit };
    for (const other of scene.tracks) {
      if (other === track) continue;
      const frame = frameAt(other, state.time);
      const points = frame >= 0 && isNow(other, frame, state.time) && jointsAt(other, frame).map((place) => place && view.point(place, -apart / 2));
      if (points) drawBody(pen, points, { ...look, faint: true });
    }
    const wanted = ghost && placeTarget(step.target, person.root, person.facing, fit, apart > 0).map((place) => view.point(place, apart / 2));
    if (wanted) drawTarget(pen, wanted, look);
    if (seen) {
      const points = person.joints.map((place) => place && view.point(place, -apart / 2));
      const front = frontOf(person.joints);
      const head = person.joints[HEAD];
      const nose = front && head && view.point([head[0] + front[0] * 0.085, head[1] - 0.01, head[2] + front[1] * 0.085], -apart / 2);
      drawBody(pen, points, { ...look, nose });
    }
    return { seen, ghost: Boolean(ghost), frame: person.frame };
  }
  return { draw };
}

// a body that left the view must not stay behind as a statue
const isNow = (track, frame, time) => time - track.times[frame] < track.gap;

// the step whose target is shown: the one that was pinned, or else the next
function shownStep(scene, state) {
  const gesture = scene.gestures[state.gesture];
  if (!gesture) return null;
  const { step } = progressAt(gesture, state.body, state.time);
  return gesture.steps[state.pinned ?? Math.min(step, gesture.steps.length - 1)];
}

// The viewer stands in front of the person, so x and z change sign; then the view turns and tilts.
function makeView(state, fit, root, width, height, apart) {
  const centre = [fit.walks ? root[0] : fit.root[0], (fit.low + fit.high) / 2, fit.walks ? root[2] : fit.root[2]];
  const [sin, cos] = [Math.sin(state.turn), Math.cos(state.turn)];
  const [tiltSin, tiltCos] = [Math.sin(PITCH), Math.cos(PITCH)];
  // on a narrow stage the buttons reach under the feet
  const [above, below] = width > 620 ? [12, 26] : [38, 74];
  const tall = (fit.high - fit.low) * tiltCos + 0.1;
  const unit = Math.min((height - above - below) / tall, (width - 24) / (2 * (fit.reach + 0.1) + apart));
  const middle = above + (height - above - below) / 2;
  const point = ([x, y, z], shift = 0) => {
    const [px, py, pz] = [-(x - centre[0]), y - centre[1], -(z - centre[2])];
    const across = px * cos + pz * sin;
    const near = pz * cos - px * sin;
    const depth = py * tiltSin + near * tiltCos;
    const larger = EYE / Math.max(1, EYE - depth);
    return [width / 2 + (across + shift) * unit * larger, middle - (py * tiltCos - near * tiltSin) * unit * larger, depth];
  };
  return { point, unit, centre };
}

// squares of half a metre, fading outwards; they move when the view follows a person who walks
function drawFloor(pen, view, fit, colours) {
  const [cx, cz] = [Math.round(view.centre[0] * 2) / 2, Math.round(view.centre[2] * 2) / 2];
  const half = 1.5;
  for (let n = -half; n <= half; n += 0.5) {
    for (let m = -half; m < half; m += 0.25) {
      const far = Math.max(Math.hypot(n, m), Math.hypot(n, m + 0.25)) / (half * 1.15);
      if (far >= 1) continue;
      pen.globalAlpha = 1 - far;
      stroke(pen, view.point([cx + n, fit.low, cz + m]), view.point([cx + n, fit.low, cz + m + 0.25]), 1.2, colours.floor);
      stroke(pen, view.point([cx + m, fit.low, cz + n]), view.point([cx + m + 0.25, fit.low, cz + n]), 1.2, colours.floor);
    }
  }
  pen.globalAlpha = 1;
}

function turnByDrag(canvas, state, redraw) {
  let from = null;
  canvas.addEventListener("pointerdown", (event) => {
    from = { x: event.clientX, turn: state.turn };
    canvas.setPointerCapture(event.pointerId);
    canvas.classList.add("held");
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!from) return;
    state.turn = from.turn + (event.clientX - from.x) * 0.009;
    redraw();
  });
  for (const end of ["pointerup", "pointercancel"]) {
    canvas.addEventListener(end, () => {
      from = null;
      canvas.classList.remove("held");
    });
  }
  const quarter = Math.PI / 8;
  const turnTo = (id, angle) => document.getElementById(id).addEventListener("click", () => {
    state.turn = angle();
    redraw();
  });
  turnTo("turn-left", () => state.turn - quarter);
  turnTo("turn-right", () => state.turn + quarter);
  turnTo("turn-front", () => 0);
}

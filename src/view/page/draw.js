// Strokes on a canvas: a body, a target pose, the floor. Points are [x, y, depth] in pixels and metres, nearer is more.

import { HEAD, HIP_LEFT, HIP_RIGHT, SHOULDER_LEFT, SHOULDER_RIGHT, bonesOf } from "./body.js";

const CSS_COLOURS = ["stage", "text", "muted", "left", "right", "middle", "target", "floor", "on-limb", "accent", "good", "bad", "started", "line", "surface"];

export function readColours() {
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(CSS_COLOURS.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
}

// #rrggbb toward #rrggbb: depth without transparency, which would show at every joint
function mix(from, to, share) {
  const parts = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
  const goal = parts(to);
  return `rgb(${parts(from).map((c, n) => Math.round(c + (goal[n] - c) * share)).join(",")})`;
}

// the pixels of the screen, not of the layout
export function fitCanvas(canvas) {
  const ratio = window.devicePixelRatio || 1;
  const width = canvas.clientWidth, height = canvas.clientHeight;
  const [w, h] = [Math.max(1, Math.round(width * ratio)), Math.max(1, Math.round(height * ratio))];
  if (canvas.width !== w || canvas.height !== h) [canvas.width, canvas.height] = [w, h];
  const pen = canvas.getContext("2d");
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.clearRect(0, 0, width, height);
  return { pen, width, height };
}

export function stroke(pen, a, b, width, colour) {
  pen.beginPath();
  pen.moveTo(a[0], a[1]);
  pen.lineTo(b[0], b[1]);
  pen.lineWidth = width;
  pen.strokeStyle = colour;
  pen.stroke();
}

function disc(pen, at, radius, fill, outline, width) {
  pen.beginPath();
  pen.arc(at[0], at[1], radius, 0, Math.PI * 2);
  pen.fillStyle = fill;
  pen.fill();
  if (!outline) return;
  pen.lineWidth = width;
  pen.strokeStyle = outline;
  pen.stroke();
}

function drawTrunk(pen, points, colours) {
  const corners = [SHOULDER_LEFT, SHOULDER_RIGHT, HIP_RIGHT, HIP_LEFT].map((joint) => points[joint]);
  if (!corners.every(Boolean)) return;
  pen.beginPath();
  corners.forEach(([x, y], n) => (n ? pen.lineTo(x, y) : pen.moveTo(x, y)));
  pen.closePath();
  pen.globalAlpha = 0.1;
  pen.fillStyle = colours.middle;
  pen.fill();
  pen.globalAlpha = 1;
}

// Left limbs are solid, right limbs hollow, and the hands carry letters: colour is not the only sign.
export function drawBody(pen, points, look) {
  const { scene, colours, unit, faint, nose } = look;
  const fade = (depth) => (faint ? 0.7 : Math.min(0.5, Math.max(0, 0.16 - depth * 0.34)));
  const tint = (name, depth) => mix(colours[name], colours.stage, fade(depth));
  if (!faint) drawTrunk(pen, points, colours);
  const depthOf = ([from, to]) => (points[from][2] + points[to][2]) / 2;
  const bones = bonesOf(points, scene.parents).sort((a, b) => depthOf(a) - depthOf(b));
  const jobs = bones.map((bone) => [depthOf(bone), () => drawBone(pen, points, bone, look, tint)]);
  if (points[HEAD]) jobs.push([points[HEAD][2] + 0.02, () => drawHead(pen, points[HEAD], nose, look, tint)]);
  jobs.sort((a, b) => a[0] - b[0]).forEach(([, job]) => job());
  if (faint) return;
  for (const [letter, name, joints] of [["L", "left", [7, 6]], ["R", "right", [11, 10]]]) {
    const at = points[joints.find((joint) => points[joint])];
    if (!at) continue;
    disc(pen, at, Math.max(8, unit * 0.036), colours[name], colours.stage, 2);
    pen.fillStyle = colours["on-limb"];
    pen.font = `700 ${Math.max(10, unit * 0.045).toFixed(1)}px system-ui, sans-serif`;
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.fillText(letter, at[0], at[1] + 0.5);
  }
}

function drawBone(pen, points, [from, to], look, tint) {
  const { scene, colours, unit, faint } = look;
  const [a, b] = [points[from], points[to]];
  const depth = (a[2] + b[2]) / 2;
  const fine = to > 20 ? 0.6 : 1;
  const width = Math.min(13, Math.max(5, unit * 0.036)) * fine * (1 + Math.max(-0.4, Math.min(0.4, depth * 0.4)));
  const name = { "-1": "left", 0: "middle", 1: "right" }[scene.sides[to]];
  if (!faint) stroke(pen, a, b, width + 3, colours.stage);
  stroke(pen, a, b, width, tint(name, depth));
  if (name === "right") stroke(pen, a, b, width * 0.42, colours.stage);
}

// the nose tells front from back
function drawHead(pen, at, nose, look, tint) {
  disc(pen, at, look.unit * 0.1, look.colours.stage, tint("middle", at[2]), Math.max(3, look.unit * 0.02));
  if (nose && nose[2] > at[2] - 0.02) disc(pen, nose, Math.max(2.2, look.unit * 0.016), tint("middle", nose[2]));
}

// One path, stroked once, so that overlapping limbs are not darker than single ones.
export function drawTarget(pen, points, look) {
  const { scene, colours, unit } = look;
  const width = Math.min(30, Math.max(10, unit * 0.085));
  const shape = new Path2D();
  for (const [from, to] of bonesOf(points, scene.parents)) {
    if (to > 20) continue;
    shape.moveTo(points[from][0], points[from][1]);
    shape.lineTo(points[to][0], points[to][1]);
  }
  const head = points[HEAD];
  shape.moveTo(head[0] + unit * 0.07, head[1]);
  shape.arc(head[0], head[1], unit * 0.07, 0, Math.PI * 2);
  pen.lineCap = pen.lineJoin = "round";
  const layer = document.createElement("canvas");
  layer.width = pen.canvas.width;
  layer.height = pen.canvas.height;
  const ink = layer.getContext("2d");
  ink.setTransform(pen.getTransform());
  ink.lineCap = ink.lineJoin = "round";
  ink.strokeStyle = ink.fillStyle = colours.target;
  ink.lineWidth = width + 3;
  ink.stroke(shape);
  ink.globalCompositeOperation = "destination-out";
  ink.globalAlpha = 0.72;
  ink.lineWidth = width;
  ink.stroke(shape);
  pen.save();
  pen.setTransform(1, 0, 0, 1, 0, 0);
  pen.globalAlpha = 0.8;
  pen.drawImage(layer, 0, 0);
  pen.restore();
  for (const [letter, joint] of [["L", 7], ["R", 11]]) {
    pen.fillStyle = colours.target;
    pen.font = `700 ${Math.max(10, unit * 0.045).toFixed(1)}px system-ui, sans-serif`;
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.fillText(letter, points[joint][0], points[joint][1] + 0.5);
  }
}

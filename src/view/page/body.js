// Bodies in sensor coordinates (metres, y up, z away from the sensor, a facing subject's right at +x): which joints are
// known, where a body stands and faces, and a target pose carried over to it.

import { ABSENT } from "./data.js";

export const HIP_LEFT = 12;
export const HIP_RIGHT = 16;
export const SHOULDER_LEFT = 4;
export const SHOULDER_RIGHT = 8;
export const HEAD = 3;

export function jointsAt(track, frame) {
  return Array.from({ length: 25 }, (_, joint) => {
    const at = frame * 75 + joint * 3;
    const x = track.places[at];
    return x === ABSENT ? null : [x / 1000, track.places[at + 1] / 1000, track.places[at + 2] / 1000];
  });
}

// A joint's bone starts at its nearest ancestor that is known: sensors know different sets of joints.
export function bonesOf(joints, parents) {
  const bones = [];
  joints.forEach((place, joint) => {
    if (!place) return;
    let from = parents[joint];
    while (from >= 0 && !joints[from]) from = parents[from];
    if (from >= 0) bones.push([from, joint]);
  });
  return bones;
}

function middleOf(a, b) {
  return a && b ? a.map((c, n) => (c + b[n]) / 2) : null;
}

export function rootOf(joints) {
  return joints[0] || middleOf(joints[HIP_LEFT], joints[HIP_RIGHT]) || middleOf(joints[SHOULDER_LEFT], joints[SHOULDER_RIGHT]);
}

// horizontal [x, z] from the body's left to its right, not of unit length
function acrossOf(joints) {
  for (const [left, right] of [[HIP_LEFT, HIP_RIGHT], [SHOULDER_LEFT, SHOULDER_RIGHT]]) {
    if (joints[left] && joints[right]) return [joints[right][0] - joints[left][0], joints[right][2] - joints[left][2]];
  }
  return null;
}

// up cross right, which is the front in these right-handed coordinates
export function frontOf(joints) {
  const across = acrossOf(joints);
  const length = across ? Math.hypot(...across) : 0;
  return length > 1e-3 ? [across[1] / length, -across[0] / length] : null;
}

// The hips are near each other and tremble: their direction is the mean over about half a second.
export function facingAt(track, frame) {
  let x = 0, z = 0;
  for (let n = Math.max(0, frame - 7); n <= Math.min(track.count - 1, frame + 7); n++) {
    const across = acrossOf(jointsAt(track, n));
    if (across) [x, z] = [x + across[0], z + across[1]];
  }
  const length = Math.hypot(x, z);
  return length > 1e-3 ? [x / length, z / length] : [1, 0];
}

const sorted = (numbers) => [...numbers].sort((a, b) => a - b);
const quantile = (ordered, share) => ordered[Math.round((ordered.length - 1) * share)];

// What of a track and of the targets beside it must fit the picture; some hundred frames say it as well as all.
export function measure(track, parents, targets) {
  const stride = Math.max(1, Math.floor(track.count / 300));
  const roots = [], lows = [], highs = [], reaches = [], ratios = [];
  const sample = targets[0];
  for (let frame = 0; frame < track.count; frame += stride) {
    const joints = jointsAt(track, frame);
    const root = rootOf(joints);
    if (!root) continue;
    const known = joints.filter(Boolean);
    roots.push(root);
    lows.push(Math.min(...known.map((place) => place[1])));
    highs.push(Math.max(...known.map((place) => place[1])));
    reaches.push(Math.max(...known.map((place) => Math.hypot(place[0] - root[0], place[2] - root[2]))));
    if (sample) ratios.push(sizeAgainst(joints, sample, parents));
  }
  if (!roots.length) [roots, lows, highs, reaches].forEach((list, n) => list.push([[0, 0, 0], -0.95, 0.75, 0.6][n]));
  const root = [0, 1, 2].map((c) => quantile(sorted(roots.map((place) => place[c])), 0.5));
  const strays = sorted(roots.map((place) => Math.hypot(place[0] - root[0], place[2] - root[2])));
  const walks = quantile(strays, 0.98) > 0.6;
  const scale = ratios.length ? quantile(sorted(ratios), 0.5) : 1;
  const low = quantile(sorted(lows), 0.02);
  let high = quantile(sorted(highs), 0.99) + 0.14;
  let reach = Math.max(0.45, quantile(sorted(reaches), 0.99) + (walks ? 0 : quantile(strays, 0.98)));
  for (const target of targets) {
    const top = Math.max(...target.map((place) => place[1])) * scale;
    high = Math.max(high, Math.max(root[1], low - lowestOf(target) * scale) + top + 0.06);
    reach = Math.max(reach, scale * Math.max(...target.map(([x, , z]) => Math.hypot(x, z))));
  }
  return { root, walks, scale, low, high, reach };
}

const lowestOf = (target) => Math.min(...target.map((place) => place[1]));

// how long the person's bones are against the target's, over those that both have
function sizeAgainst(joints, target, parents) {
  let seen = 0, wanted = 0;
  for (const [from, to] of bonesOf(joints, parents)) {
    const length = (body) => Math.hypot(...body[to].map((c, n) => c - body[from][n]));
    seen += length(joints);
    wanted += length(target);
  }
  return wanted > 0 && seen > 0 ? seen / wanted : 1;
}

// A target (body frame: right, up, front) with its spine base at `root`, turned to `facing`, in the person's size. It is
// never sunk into the floor, as it would be where the person crouches and the target stands; `standing` puts it onto the
// floor, wherever its spine base comes to be.
export function placeTarget(target, root, facing, fit, standing) {
  const [rightX, rightZ] = facing;
  const { scale } = fit;
  const onFloor = fit.low - lowestOf(target) * scale;
  const base = standing ? onFloor : Math.max(root[1], onFloor);
  return target.map(([right, up, front]) => [
    root[0] + scale * (right * rightX + front * rightZ),
    base + scale * up,
    root[2] + scale * (right * rightZ - front * rightX),
  ]);
}

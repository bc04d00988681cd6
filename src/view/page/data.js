// Reads the packed scene (see pack.rs): numbers in base 64, differences to the frame before.

export const ABSENT = -32768;
export const TICK = 1e-4;
const DIGIT = new Uint8Array(128);
for (const [value, c] of [..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"].entries()) {
  DIGIT[c.charCodeAt(0)] = value;
}

// Sums and products instead of shifts: ticks of a long recording do not fit 32 bits.
function numbersOf(text) {
  let at = 0;
  return () => {
    let value = 0, weight = 1, digit;
    do {
      digit = DIGIT[text.charCodeAt(at++)];
      value += (digit & 31) * weight;
      weight *= 32;
    } while (digit & 32);
    const size = Math.floor(value / 2);
    return value % 2 ? -size : size;
  };
}

// times in seconds from the scene's start; places as millimetres of 25 joints, x y z, frame after frame
function unpackTrack(packed) {
  const next = numbersOf(packed.data);
  const count = packed.frames;
  const times = new Float64Array(count);
  const places = new Int16Array(count * 75).fill(ABSENT);
  const last = new Int32Array(75);
  let time = 0, interval = 0, tracked = 0;
  for (let frame = 0; frame < count; frame++) {
    interval += next();
    time += interval;
    times[frame] = time * TICK;
    tracked ^= next();
    for (let joint = 0; joint < 25; joint++) {
      if (!(tracked & (1 << joint))) continue;
      for (let c = joint * 3; c < joint * 3 + 3; c++) {
        last[c] += next();
        places[frame * 75 + c] = last[c];
      }
    }
  }
  const usual = count > 1 ? (times[count - 1] - times[0]) / (count - 1) : 0;
  return { body: packed.body, count, times, places, gap: Math.max(0.5, 3 * usual) };
}

// by body: the points in which something changed
function unpackProgress(gesture) {
  const next = numbersOf(gesture.progress);
  const text = (place) => (place ? gesture.texts[place - 1] : null);
  const byBody = new Map();
  let time = 0;
  for (let n = 0; n < gesture.points; n++) {
    time += next();
    const body = next();
    const point = { time: time * TICK, step: next(), heldBack: text(next()), shortBy: text(next()) };
    if (!byBody.has(body)) byBody.set(body, []);
    byBody.get(body).push(point);
  }
  return byBody;
}

// Where the source gave no progress, the events tell the steps.
function progressFromEvents(gesture) {
  const byBody = new Map();
  for (const event of gesture.events) {
    if (!byBody.has(event.body)) byBody.set(event.body, []);
    const step = { started: 1, step: event.step, completed: gesture.steps.length, abandoned: 0 }[event.kind];
    byBody.get(event.body).push({ time: event.time, step, heldBack: null, shortBy: null });
  }
  return byBody;
}

export function unpack(raw) {
  const gestures = raw.gestures.map((gesture) => {
    const events = gesture.events.map((event) => ({ ...event, time: event.time * TICK }));
    const steps = gesture.steps.map((step) => ({
      ...step,
      target: step.target && Array.from({ length: 25 }, (_, j) => step.target.slice(j * 3, j * 3 + 3).map((mm) => mm / 1000)),
    }));
    const read = { ...gesture, events, steps };
    read.progress = gesture.points ? unpackProgress(gesture) : progressFromEvents(read);
    return read;
  });
  return {
    title: raw.title,
    source: raw.source,
    start: raw.start,
    duration: raw.end * TICK,
    bodies: raw.bodies,
    parents: raw.parents,
    sides: raw.sides,
    tracks: raw.tracks.map(unpackTrack),
    gestures,
  };
}

// the place of the last element whose time is not later, or -1
export function lastNotAfter(count, timeAt, time) {
  let low = 0, high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (timeAt(middle) <= time) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

export const frameAt = (track, time) => lastNotAfter(track.count, (n) => track.times[n], time + TICK / 2);

export function progressAt(gesture, body, time) {
  const points = gesture.progress.get(body) || [];
  const place = lastNotAfter(points.length, (n) => points[n].time, time + TICK / 2);
  return place < 0 ? { step: 0, heldBack: null, shortBy: null } : points[place];
}

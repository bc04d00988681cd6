// Draws pictures when they come into view, and all of them before the page is printed. Each waits as the text of its
// markup; a browser without scripts reads the same text as the picture.

const pictures = [...document.querySelectorAll(".picture")];
const reader = new DOMParser();
// so far from the screen a picture is drawn, in pixels, that a scroll does not come upon its empty place
const AHEAD = 800;

let drawn = 0;

function draw(picture) {
  const waiting = picture.querySelector("noscript");
  if (!waiting) return;
  picture.replaceChildren(...reader.parseFromString(waiting.textContent, "text/html").body.children);
  picture.removeAttribute("style");
  // what scrolls must be reached by keys
  if (picture.scrollWidth > picture.clientWidth) picture.tabIndex = 0;
  watcher.unobserve(picture);
  drawn += 1;
  document.documentElement.dataset.drawn = String(drawn);
}

const watcher = new IntersectionObserver((seen) => seen.filter((one) => one.isIntersecting).forEach((one) => draw(one.target)), {
  rootMargin: `${AHEAD}px`,
});

// as much room as the picture will take; on a narrow screen it keeps its size and scrolls
const narrow = matchMedia("(max-width: 700px)").matches;
for (const picture of pictures) {
  const [width, height] = picture.dataset.size.split(" ");
  if (narrow) picture.style.height = `${height}px`;
  else Object.assign(picture.style, { width: `${width}px`, aspectRatio: `${width} / ${height}` });
  watcher.observe(picture);
}

// paper has nothing to click on
let unfolded = [];
window.addEventListener("beforeprint", () => {
  pictures.forEach(draw);
  unfolded = [...document.querySelectorAll("details:not([open])")];
  unfolded.forEach((details) => (details.open = true));
});
window.addEventListener("afterprint", () => {
  unfolded.forEach((details) => (details.open = false));
  unfolded = [];
});

Object.assign(document.documentElement.dataset, { pictures: pictures.length, drawn, ready: "1" });

// Runs after the script and the style that lie beside the page, or in their stead where they do not.

const root = document.documentElement;
const started = root.dataset.ready !== undefined;
const styled = getComputedStyle(root).getPropertyValue("--page") !== "";
if (!started || !styled) document.getElementById("missing").hidden = false;
if (!started) document.querySelectorAll("main, footer").forEach((part) => (part.hidden = true));

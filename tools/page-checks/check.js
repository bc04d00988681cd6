// Looks at pages in a real browser: node check.js FOLDER, where the folder was made by tests/pages.rs.
//
// Every page is opened on a screen and on a phone, light and dark: it must start without a complaint, ask for nothing
// outside its folder, be as wide as its window, and axe must find nothing. Then what each kind of page is for is tried.
// Prints one line a check; ends with 1 when one failed.

import { readFile } from "node:fs/promises";
import path from "node:path";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const SCREENS = [
  { name: "screen", width: 1280, height: 800 },
  { name: "phone", width: 390, height: 844 },
];
const SCHEMES = ["light", "dark"];

const folder = path.resolve(process.argv[2]);
const address = (name) => pathToFileURL(path.join(folder, name)).href;
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let passed = 0;
let failed = 0;

async function check(name, attempt) {
  try {
    await attempt();
    passed += 1;
    console.log(`ok: ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`FAILED: ${name}\n  ${String(error.message).replaceAll("\n", "\n  ")}`);
  }
}

function expect(fact, words) {
  if (!fact) throw new Error(words);
}

const browser = await chromium.launch({
  executablePath: process.env.PREPOSE_CHROMIUM,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});

// Opens a page and gathers what it complains about and what it asks for; the page is closed afterwards.
async function opened(name, options, look) {
  const context = await browser.newContext({ viewport: SCREENS[0], ...options });
  const page = await context.newPage();
  const complaints = [];
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(pathToFileURL(folder + path.sep).href) && !url.startsWith("data:")) complaints.push(`asked for ${url}`);
  });
  try {
    await page.goto(address(name));
    await look(page, complaints);
  } finally {
    await context.close();
  }
}

async function fits(page) {
  const [wide, window] = await page.evaluate(() => [document.scrollingElement.scrollWidth, innerWidth]);
  expect(wide <= window, `the page is ${wide} pixels wide in a window of ${window}`);
}

// axe is put in through the browser, since the page's own policy lets no foreign script run
async function accessible(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"], preload: false }));
  const told = violations.map((one) => `${one.id}: ${one.help}\n    ${one.nodes.map((node) => `${node.html} ${node.failureSummary}`).join("\n    ")}`);
  expect(!told.length, told.join("\n"));
}

async function isSound(name, unfold) {
  for (const screen of SCREENS) {
    for (const colorScheme of SCHEMES) {
      await check(`${name}, ${screen.name}, ${colorScheme}`, () =>
        opened(name, { viewport: screen, colorScheme }, async (page, complaints) => {
          expect((await page.evaluate(() => document.documentElement.dataset.ready)) === "1", `it did not start: ${complaints}`);
          await fits(page);
          if (unfold) await unfold(page);
          await accessible(page);
          await fits(page);
          if (process.env.PREPOSE_SCREENSHOTS) {
            const to = `${name.replaceAll("/", "-")}-${screen.name}-${colorScheme}.png`;
            await page.screenshot({ path: path.join(process.env.PREPOSE_SCREENSHOTS, to), fullPage: true });
          }
          expect(!complaints.length, complaints.join("\n"));
        }),
      );
    }
  }
}

const state = (page) => page.evaluate(() => window.preposeState());

async function unfoldAll(page) {
  await page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
}

async function player(name, wanted) {
  await isSound(name, unfoldAll);
  await check(`${name} plays`, () =>
    opened(name, {}, async (page) => {
      const { frames, gestures, completed } = await page.evaluate(() => ({ ...document.documentElement.dataset }));
      expect(Number(frames) > 10 && Number(gestures) === wanted.gestures, `${frames} frames, ${gestures} gestures`);
      expect(Number(completed) >= wanted.completed, `${completed} completed`);
      await page.keyboard.press("End");
      await page.waitForFunction(() => window.preposeState().time > 0);
      await page.keyboard.press("Home");
      await page.waitForFunction(() => window.preposeState().time === 0);
      await page.getByRole("combobox", { name: "Speed" }).selectOption("20");
      await page.locator("body").press(" ");
      await page.waitForFunction(() => !window.preposeState().playing && window.preposeState().time > 0);
      const { time } = await state(page);
      await page.keyboard.press("ArrowLeft");
      await page.waitForFunction((before) => window.preposeState().time < before, time);
    }),
  );
  await check(`${name} names its controls on a phone`, () =>
    opened(name, { viewport: SCREENS[1] }, async (page) => {
      for (const id of ["speed", "play", "back", "forward", "scrub", "gesture"]) {
        const named = await page.locator(`#${id}`).evaluate((element) => element.getAttribute("aria-label") || [...(element.labels || [])].map((label) => label.innerText).join("").trim());
        expect(named, `#${id} has no name`);
      }
    }),
  );
}

async function review(name, wanted) {
  const pictures = (page) => page.evaluate(() => Number(document.documentElement.dataset.pictures));
  const drawn = (page) => page.locator(".picture > svg").count();
  await isSound(name, async (page) => {
    await unfoldAll(page);
    await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
    await page.waitForFunction(() => [...document.querySelectorAll(".gesture:last-of-type .picture")].every((one) => one.querySelector("svg")));
  });
  await check(`${name} draws pictures when they are looked at`, () =>
    opened(name, {}, async (page) => {
      const all = await pictures(page);
      expect(all >= wanted.pictures, `${all} pictures`);
      const before = await drawn(page);
      expect(before < all, `${before} of ${all} are drawn at once`);
      await page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
      for (const picture of await page.locator(".picture").all()) {
        await picture.scrollIntoViewIfNeeded();
        await picture.locator("svg").waitFor();
      }
      expect((await drawn(page)) === all, "all were looked at");
    }),
  );
  await check(`${name} prints its pictures`, () =>
    opened(name, {}, async (page) => {
      const folded = await page.locator("details:not([open])").count();
      const pdf = await page.pdf({ format: "A4" });
      expect((await drawn(page)) === (await pictures(page)), `${await drawn(page)} were drawn for print`);
      expect((await page.locator("details:not([open])").count()) === folded, "what was unfolded for print is folded again");
      expect(pdf.length > 20_000, `${pdf.length} bytes`);
    }),
  );
  await check(`${name} shows its pictures without scripts`, () =>
    opened(name, { javaScriptEnabled: false }, async (page) => {
      const first = page.locator(".picture svg.snapshot").first();
      const box = await first.boundingBox();
      expect(box && box.width > 200 && box.height > 200, `the first picture is ${JSON.stringify(box)}`);
    }),
  );
  await check(`${name} shows what is accepted as accepted`, () =>
    opened(name, {}, async (page) => {
      const { accepted, refuted } = wanted;
      expect((await page.locator(`#${accepted} .bad`).count()) === 0, "nothing is red where the author means all");
      expect((await page.locator(`#${accepted} h2 .badge.accepted`).count()) === 1, "the gesture's own verdict");
      expect((await page.locator(`#${refuted} h2 .badge.bad`).count()) === 1, "what is not accepted is red");
    }),
  );
}

async function lonely(name) {
  await check(`${name} says what is missing`, () =>
    opened(name, {}, async (page) => {
      const words = await page.locator("#missing").innerText();
      expect(/player-[0-9a-f]{12}\.js/.test(words) && /player-[0-9a-f]{12}\.css/.test(words), words);
    }),
  );
}

try {
  const plan = JSON.parse(await readFile(path.join(folder, "plan.json"), "utf8"));
  for (const [name, wanted] of Object.entries(plan.players)) await player(name, wanted);
  for (const [name, wanted] of Object.entries(plan.reviews)) await review(name, wanted);
  for (const name of plan.lonely) await lonely(name);
} finally {
  await browser.close();
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;

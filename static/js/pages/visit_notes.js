// A visit while it goes on: notes and topics that save themselves, quick capture, the timer.
import { start } from "../autosave.js";
import { startCapture } from "../capture.js";
import "../fill.js";

start();
startCapture();

const timer = document.querySelector("[data-timer]");
if (timer) {
  const since = new Date(timer.dataset.timer).getTime();
  const clock = timer.querySelector("[data-timer-clock]");
  const tick = () => {
    const minutes = Math.max(0, Math.floor((Date.now() - since) / 60_000));
    clock.textContent = `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
  };
  tick();
  setInterval(tick, 10_000);
}

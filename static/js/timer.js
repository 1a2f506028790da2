// [data-timer][data-ends=iso][data-here=iso]: minutes and seconds until data-ends, counted on from what the server wrote.
// data-here is the server's clock when it wrote that, so that a phone whose clock is wrong shows the same as the wall.
import { each } from "./ready.js";

const two = (number) => String(number).padStart(2, "0");

function count(element) {
  const ends = Date.parse(element.dataset.ends);
  const ahead = Date.now() - Date.parse(element.dataset.here);
  if (Number.isNaN(ends) || Number.isNaN(ahead)) return;
  const show = () => {
    const left = Math.round((ends - (Date.now() - ahead)) / 1000);
    const seconds = Math.abs(left);
    element.textContent = `${left < 0 ? "+" : ""}${two(Math.floor(seconds / 60))}.${two(seconds % 60)}`;
  };
  const ticking = setInterval(() => (element.isConnected ? show() : clearInterval(ticking)), 1000);
}

each("[data-timer]", "timer", count);

// Choose or paste a picture, drag and zoom it in a square. The server cuts; this only says where.
const form = document.querySelector("[data-photo]");
const file = form.querySelector("input[type=file]");
const frame = form.querySelector("[data-photo-crop]");
const canvas = frame.querySelector("canvas");
const zoom = frame.querySelector("input[type=range]");
let picture = null;
let at = { x: 0, y: 0 }; // left and upper edge of the square, in pixels of the picture

const side = () => Math.min(picture.width, picture.height) / Number(zoom.value);
const within = (value, most) => Math.min(Math.max(0, value), Math.max(0, most));

function draw() {
  at = { x: within(at.x, picture.width - side()), y: within(at.y, picture.height - side()) };
  canvas.getContext("2d").drawImage(picture, at.x, at.y, side(), side(), 0, 0, canvas.width, canvas.height);
  const short = Math.min(picture.width, picture.height);
  form.elements.x.value = at.x / short;
  form.elements.y.value = at.y / short;
  form.elements.size.value = side() / short;
}

async function show() {
  frame.hidden = true;
  form.elements.size.value = 0;
  if (!file.files[0]) return;
  try {
    picture = await createImageBitmap(file.files[0], { imageOrientation: "from-image" });
  } catch {
    return; // no picture: the server says so
  }
  zoom.value = 1;
  at = { x: (picture.width - side()) / 2, y: (picture.height - side()) / 2 };
  frame.hidden = false;
  draw();
}

file.addEventListener("change", show);
zoom.addEventListener("input", () => {
  const before = Number(zoom.dataset.was || 1);
  const short = Math.min(picture.width, picture.height);
  const grown = (short / before - short / Number(zoom.value)) / 2; // keep the middle
  at = { x: at.x + grown, y: at.y + grown };
  zoom.dataset.was = zoom.value;
  draw();
});
canvas.addEventListener("pointerdown", (event) => canvas.setPointerCapture(event.pointerId));
canvas.addEventListener("pointermove", (event) => {
  if (!canvas.hasPointerCapture(event.pointerId)) return;
  const scale = side() / canvas.clientWidth;
  at = { x: at.x - event.movementX * scale, y: at.y - event.movementY * scale };
  draw();
});
document.addEventListener("paste", (event) => {
  const image = [...(event.clipboardData?.files || [])].find((one) => one.type.startsWith("image/"));
  if (!image) return;
  const held = new DataTransfer();
  held.items.add(image);
  file.files = held.files;
  show();
});

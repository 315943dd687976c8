// The same picture as a PNG, at twice its size. An SVG from a data URL taints no canvas, from file:// either.
import { words } from "../words";
import { exportSvg } from "./svg";

const SHARP = 2;

export async function exportPng(): Promise<Blob> {
  const svg = exportSvg();
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.naturalWidth * SHARP;
  canvas.height = image.naturalHeight * SHARP;
  const pen = canvas.getContext("2d");
  if (!pen) throw new Error(words.map.noPicture);
  pen.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error(words.map.noPicture))), "image/png"));
}

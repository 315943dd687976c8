// From degrees to the square world of Web Mercator (0 to 1, y down) and to pixels: the projection of MapLibre and deck.gl,
// so that labels, picking and the drawn map stand where the WebGL map stands.

/** Longitude, latitude, zoom: what `view.camera` holds. */
export type Camera = readonly [number, number, number];
/** West, south, east, north. */
export type Bounds = readonly [number, number, number, number];

const LIMIT = 85.05;
/** Pixels of the whole world at zoom 0. */
const TILE = 512;

export const worldX = (longitude: number): number => longitude / 360 + 0.5;
export function worldY(latitude: number): number {
  const sine = Math.sin((Math.max(-LIMIT, Math.min(LIMIT, latitude)) * Math.PI) / 180);
  return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
}
export const longitudeOf = (x: number): number => (x - 0.5) * 360;
export const latitudeOf = (y: number): number => (Math.atan(Math.sinh((0.5 - y) * 2 * Math.PI)) * 180) / Math.PI;

/** Where the world lies on a screen: pixel = world × scale + offset. */
export interface Screen {
  scale: number;
  dx: number;
  dy: number;
  width: number;
  height: number;
}

export function screenOf([longitude, latitude, zoom]: Camera, width: number, height: number): Screen {
  const scale = TILE * 2 ** zoom;
  return { scale, dx: width / 2 - worldX(longitude) * scale, dy: height / 2 - worldY(latitude) * scale, width, height };
}

/** What a screen shows, in degrees. */
export function boundsOf(screen: Screen): Bounds {
  const x = (pixel: number) => longitudeOf((pixel - screen.dx) / screen.scale);
  const y = (pixel: number) => latitudeOf((pixel - screen.dy) / screen.scale);
  return [x(0), y(screen.height), x(screen.width), y(0)];
}

/** The camera that shows all of it, beside pixels at the left that something covers (right ones if below 0). */
export function fit([west, south, east, north]: Bounds, width: number, height: number, padding: number, covered = 0): Camera {
  const first = worldX(west), right = worldX(east), top = worldY(north), bottom = worldY(south);
  const room = (pixels: number) => Math.max(pixels - 2 * padding, pixels / 2, 1);
  const scale = Math.min(room(width - Math.abs(covered)) / Math.max(right - first, 1e-5), room(height) / Math.max(bottom - top, 1e-5));
  const zoom = Math.max(0, Math.min(9, Math.log2(scale / TILE)));
  return [longitudeOf((first + right) / 2 - covered / 2 / (TILE * 2 ** zoom)), latitudeOf((top + bottom) / 2), zoom];
}

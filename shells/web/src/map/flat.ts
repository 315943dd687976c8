// The world's outlines on a flat map. On the globe a ring may cross 180°; on the map it goes on beyond the edge, and once more
// comes in at the other.
type Ring = GeoJSON.Position[];

/** Nothing of a Mercator map lies nearer to a pole. */
const EDGE = 85.0511;

/** A line whose steps are never longer than half the world. */
function unrolled(line: Ring): Ring {
  let turn = 0;
  return line.map(([longitude, latitude], at) => {
    const step = at > 0 ? longitude! - line[at - 1]![0]! : 0;
    if (step > 180) turn -= 360;
    if (step < -180) turn += 360;
    return [longitude! + turn, latitude!];
  });
}

/** A ring that goes round a pole is closed along the edge of the map. */
function closed(ring: Ring): Ring {
  const line = unrolled(ring);
  const [first, last] = [line[0]!, line.at(-1)!];
  if (Math.abs(last[0]! - first[0]!) < 180) return line;
  const pole = first[1]! < 0 ? -EDGE : EDGE;
  return [...line, [last[0]!, pole], [first[0]!, pole], first];
}

const moved = (line: Ring, by: number): Ring => line.map(([longitude, latitude]) => [longitude! + by, latitude!]);
const reach = (line: Ring): [number, number] => [Math.min(...line.map(([x]) => x!)), Math.max(...line.map(([x]) => x!))];

/** How often, and where, something from `west` to `east` is to be seen. */
const turns = ([west, east]: [number, number]): number[] => [0, ...(east > 180 ? [-360] : []), ...(west < -180 ? [360] : [])];

export function flatPolygons(geometry: GeoJSON.Polygon | GeoJSON.MultiPolygon): GeoJSON.MultiPolygon {
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  const coordinates = polygons.flatMap((rings) => {
    const flat = rings.map(closed);
    return turns(reach(flat[0]!)).map((by) => flat.map((ring) => moved(ring, by)));
  });
  return { type: "MultiPolygon", coordinates };
}

export function flatLines({ coordinates }: GeoJSON.MultiLineString): GeoJSON.MultiLineString {
  const lines = coordinates.flatMap((line) => {
    const flat = unrolled(line);
    return turns(reach(flat)).map((by) => moved(flat, by));
  });
  return { type: "MultiLineString", coordinates: lines };
}

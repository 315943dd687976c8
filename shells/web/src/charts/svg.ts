// A chart as a file of its own: the styles that the page gives it become attributes, and title, source and a caveat are
// written into the picture, since pictures travel without their pages.
const SVG = "http://www.w3.org/2000/svg";

/** What the style sheet of the page may have set. */
const PROPERTIES = [
  "fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "stroke-opacity",
  "opacity", "font-family", "font-size", "font-weight", "text-anchor", "dominant-baseline", "paint-order",
];
const LINE = 16;
const MARGIN = 12;

export interface About {
  title: string;
  /** Under the chart, a line each; long ones are broken. */
  lines: string[];
}

/** The chart as SVG. What has `data-screen` belongs to the page alone and is left out. */
export function exportSvg(element: SVGSVGElement, about?: About): Blob {
  const page = getComputedStyle(element);
  const { width, height } = element.viewBox.baseVal;
  const copy = element.cloneNode(true) as SVGSVGElement;
  inline(element, copy);
  for (const part of copy.querySelectorAll("[data-screen]")) part.remove();

  const text = (size: number) => Math.max(20, Math.floor((width + MARGIN) / (size * 0.55)));
  const head = about ? broken(about.title, text(15)) : [];
  const foot = about ? about.lines.flatMap((line) => broken(line, text(11))) : [];
  const above = head.length * 20 + (head.length ? MARGIN : 0);
  const whole = { width: width + 2 * MARGIN, height: above + height + foot.length * LINE + 2 * MARGIN };

  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("xmlns", SVG);
  svg.setAttribute("viewBox", `0 0 ${whole.width} ${whole.height}`);
  svg.setAttribute("width", String(whole.width));
  svg.setAttribute("height", String(whole.height));
  svg.setAttribute("font-family", page.fontFamily);
  const add = (name: string, attributes: Record<string, string | number>, content = "") => {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
    made.textContent = content;
    svg.append(made);
  };
  if (about) {
    add("title", {}, about.title);
    add("desc", {}, element.getAttribute("aria-label") ?? "");
  }
  add("rect", { width: whole.width, height: whole.height, fill: page.getPropertyValue("--panel").trim() || "#ffffff" });
  const write = (lines: string[], from: number, step: number, size: number, weight: number) =>
    lines.forEach((line, index) =>
      add("text", { x: MARGIN, y: from + index * step, "font-size": size, "font-weight": weight, fill: page.color }, line),
    );
  write(head, MARGIN + 15, 20, 15, 600);
  const drawing = document.createElementNS(SVG, "g");
  drawing.setAttribute("transform", `translate(${MARGIN} ${MARGIN + above})`);
  drawing.append(...copy.childNodes);
  svg.append(drawing);
  write(foot, MARGIN + above + height + LINE, LINE, 11, 400);
  return new Blob([new XMLSerializer().serializeToString(svg)], { type: "image/svg+xml" });
}

/** Styles of each element as attributes of its copy; classes mean nothing outside the page. */
function inline(from: Element, to: Element) {
  const style = getComputedStyle(from);
  if (from.namespaceURI === SVG && from.tagName !== "svg") {
    for (const property of PROPERTIES) {
      const value = style.getPropertyValue(property);
      if (value && value !== "normal") to.setAttribute(property, value);
    }
  }
  for (const name of ["class", "style"]) to.removeAttribute(name);
  for (let at = 0; at < from.children.length; at++) {
    const [child, copy] = [from.children[at], to.children[at]];
    if (child && copy) inline(child, copy);
  }
}

/** A text in lines of at most so many letters. */
export function broken(text: string, most: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length + 1 <= most) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

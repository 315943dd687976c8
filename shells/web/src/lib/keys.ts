// Which key does what, anywhere on the page but where the key belongs to what has the focus.
export type Command =
  | "play" | "day-back" | "day-on" | "week-back" | "week-on" | "event-back" | "event-on" | "first" | "last" | "which" | "split"
  | "help";

/** What of the keyboard belongs to the thing that has the focus: a text field takes all of it, a button Space, a list arrows. */
export type Owner = "all" | "arrows" | "space" | "nothing";

/** What of a `KeyboardEvent` matters. */
export interface Press {
  key: string;
  shiftKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  defaultPrevented: boolean;
}

/** The slider of the days is an input whose keys are the page's own: `data-days`. */
export function owner(target: EventTarget | null): Owner {
  const within = (selector: string) =>
    target !== null && "closest" in target && (target as Element).closest(selector) !== null;
  if (within("[data-days]")) return "nothing";
  if (within("dialog, textarea, select, [contenteditable], input:not([type=checkbox], [type=button], [type=range])")) return "all";
  if (within("input, [role=slider], [role=tab], [role=listbox], [role=grid], [role=menu], [role=radiogroup], [tabindex][role=region]"))
    return "arrows";
  return within("button, summary, a[href], [role=button], tr[tabindex]") ? "space" : "nothing";
}

const arrows: Record<string, Command> = { Home: "first", End: "last" };
const letters: Record<string, Command> = { m: "which", s: "split", "?": "help", "[": "event-back", "]": "event-on" };

/** The command of a key; null if the key is not ours. `letters` off: only Space, arrows, Home and End (WCAG 2.1.4). */
export function command(press: Press, owned: Owner, rightToLeft: boolean, lettersOn: boolean): Command | null {
  if (press.defaultPrevented || press.ctrlKey || press.metaKey || press.altKey || owned === "all") return null;
  const takesArrows = owned === "arrows";
  if (press.key === " ") return owned === "nothing" ? "play" : null;
  if (press.key === "ArrowLeft" || press.key === "ArrowRight") {
    if (takesArrows) return null;
    // Time runs the way the text does.
    const on = (press.key === "ArrowRight") !== rightToLeft;
    if (press.shiftKey) return on ? "week-on" : "week-back";
    return on ? "day-on" : "day-back";
  }
  if (press.key in arrows) return takesArrows || press.shiftKey ? null : arrows[press.key]!;
  return lettersOn ? (letters[press.key] ?? null) : null;
}

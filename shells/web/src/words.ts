// Every English word of the page, ready for translation: one object, a section a component.
export const words = {
  app: {
    title: "Corridor",
    simulation: "Simulation, not observation",
    boundaries:
      "The boundaries and names shown and the designations used on this map do not imply official endorsement or acceptance.",
  },
  // boot, files, url: section of the shell of the page
  shell: {
    noEngine: "The engine has not started.",
    drop: "Drop a scenario here.",
    tooOld: (missing: string[]) =>
      `This browser cannot run the engine: it lacks ${missing.join(" and ")}. Open the page in a current Firefox, Chrome, Edge or Safari.`,
    failed: (why: string) => `The page could not start: ${why}`,
    engine: (why: string) => `The engine met a problem. If numbers stay away, load the page again. What it said: ${why}`,
  },
  map: {},
  time: {},
  charts: {},
  card: {},
  answer: {},
  table: {},
  whatif: {},
  differences: {},
  explain: {},
  sources: {},
  files: {},
} as const;

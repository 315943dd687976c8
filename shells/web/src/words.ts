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

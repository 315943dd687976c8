/** Whether a picture of so many members is worth making: the first, 4, 8, 16, … and all. Of a what-if the first is of 4. */
export function isStep(members: number, changed: boolean, all: number): boolean {
  return members === all || (members === 1 && !changed) || (members >= 4 && (members & (members - 1)) === 0);
}

/** The columns' chosen order, and which of them stay in sight at the left. Pure; columns are known by name. */

/**
 * All names in the chosen order. One that the choice does not know (another result of the kind had no such column)
 * stands behind the one that it follows in the reading order.
 * @param reading all names in the order to read them in  @param chosen may name columns that are not there
 */
export function inChosenOrder(reading: readonly string[], chosen: readonly string[]): readonly string[] {
  const there = new Set(reading);
  const known = new Set(chosen.filter((name) => there.has(name)));
  const followers = new Map<string | null, string[]>();
  let leader: string | null = null;
  for (const name of reading) {
    if (known.has(name)) leader = name;
    else followers.set(leader, [...(followers.get(leader) ?? []), name]);
  }
  return [...(followers.get(null) ?? []), ...[...known].flatMap((name) => [name, ...(followers.get(name) ?? [])])];
}

/** The pinned ones first, both in their order. @param pinned NULL: the first shown one is. */
export function pinnedFirst(names: readonly string[], pinned: ReadonlySet<string> | null): readonly string[] {
  if (pinned === null) return names;
  return [...names.filter((name) => pinned.has(name)), ...names.filter((name) => !pinned.has(name))];
}

/** How many of the shown columns are pinned, which stand first. */
export function pinnedCount(shown: readonly string[], pinned: ReadonlySet<string> | null): number {
  return pinned === null ? Math.min(1, shown.length) : shown.filter((name) => pinned.has(name)).length;
}

/** Of the window's width the pinned columns may take so much: what is scrolled must stay in sight beside them. */
const MOST_OF_WIDTH = 0.6;

/** How many columns really stay: those pinned whose widths leave room for the others. */
export function pinnedThatFit(widths: readonly number[], pinned: number, viewport: number): number {
  let sum = 0;
  const first = widths.slice(0, pinned).findIndex((width) => {
    sum += width;
    return sum > viewport * MOST_OF_WIDTH;
  });
  return first < 0 ? pinned : first;
}

/**
 * The order after a column was moved among the shown ones. Hidden columns stay behind the one they followed.
 * A pinned column stays among the pinned ones, any other behind them.
 * @param all every name in order, pinned ones first  @param shown those of them that are not hidden  @param pins how many of these are pinned,
 * and bound (0 where nothing was chosen)  @param to the position among the shown ones that it gets
 */
export function movedColumn(all: readonly string[], shown: readonly string[], name: string, to: number, pins: number): readonly string[] {
  const from = shown.indexOf(name);
  if (from < 0) return all;
  const [least, most] = from < pins ? [0, pins - 1] : [pins, shown.length - 1];
  const target = Math.max(least, Math.min(most, to));
  if (target === from) return all;
  const rest = shown.filter((each) => each !== name);
  const before = rest[target];
  const others = all.filter((each) => each !== name);
  // At the end: behind the last shown one, before hidden ones that follow it.
  const at = before === undefined ? others.indexOf(rest.at(-1) ?? '') + 1 : others.indexOf(before);
  return [...others.slice(0, at), name, ...others.slice(at)];
}

/** The pinned names after one was pinned or let go. @param shown names as they are drawn */
export function withPin(pinned: readonly string[] | null, shown: readonly string[], name: string, isPinned: boolean): readonly string[] {
  const before = (pinned ?? shown.slice(0, 1)).filter((each) => each !== name);
  return isPinned ? [...before, name] : before;
}

/**
 * Where a dragged column would come to stand.
 * @param widths of the shown columns  @param from its position  @param x pixels from the grid's left edge  @param scrolled pixels
 * that the columns behind the pinned ones are scrolled by
 * @returns `to` its new position; `lineAt` the edge between its new neighbours, in pixels of the whole width
 */
export function dropPlace(
  widths: readonly number[],
  from: number,
  x: number,
  scrolled: number,
  pinned: number,
): { readonly to: number; readonly lineAt: number } {
  const stays = widths.slice(0, pinned).reduce((sum, width) => sum + width, 0);
  const isOverPinned = x < stays;
  const at = isOverPinned ? x : x + scrolled;
  let edge = 0;
  let gap = 0;
  for (const width of widths) {
    if (at < edge + width / 2) break;
    edge += width;
    gap++;
  }
  return { to: gap > from ? gap - 1 : gap, lineAt: isOverPinned ? edge + scrolled : edge };
}

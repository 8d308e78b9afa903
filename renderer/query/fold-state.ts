/** How much of the question is shown above the answer. */
export interface Fold {
  /** `open`: form and SQL; `sql`: the title's line and the SQL; `folded`: the title's line alone. */
  readonly shown: 'open' | 'sql' | 'folded';
  /** Unfolded by hand: then the next run leaves it so. */
  readonly kept: boolean;
}

export const unfolded: Fold = { shown: 'open', kept: false };

/** A run begins: the result gets the room, unless the analyst wants to see the question. */
export function foldedByRun(fold: Fold): Fold {
  return fold.kept ? fold : { shown: 'folded', kept: false };
}

/** The analyst asks for the form or the SQL. */
export function unfoldedByHand(shown: 'open' | 'sql'): Fold {
  return { shown, kept: true };
}

/** The analyst folds it: from then on runs fold again too. */
export const foldedByHand: Fold = { shown: 'folded', kept: false };

/** The one key: folds what is shown, else opens all. */
export function toggled(fold: Fold): Fold {
  return fold.shown === 'folded' ? unfoldedByHand('open') : foldedByHand;
}

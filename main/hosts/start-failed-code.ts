/** Exit code of a window that could not open and has said why itself: whoever started it need not try another way. */
export const startFailedCode = 3;

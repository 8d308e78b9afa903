/**
 * What is done when a field is left can move what stands below it. Done between pressing and releasing the mouse, it
 * moves the button that was pressed away from under the pointer, and the press is lost: so it waits for the release.
 */
let isPressed = false;
if (typeof window !== 'undefined') {
  const set = (pressed: boolean) => () => {
    isPressed = pressed;
  };
  window.addEventListener('pointerdown', set(true), { capture: true });
  for (const end of ['pointerup', 'pointercancel'] as const) window.addEventListener(end, set(false), { capture: true });
}

/** Calls `act` now, or while a mouse button or finger is down, when it is released: before anything else hears of that. */
export function afterPress(act: () => void): void {
  if (!isPressed) {
    act();
    return;
  }
  const done = () => {
    window.removeEventListener('pointerup', done, { capture: true });
    window.removeEventListener('pointercancel', done, { capture: true });
    act();
  };
  window.addEventListener('pointerup', done, { capture: true });
  window.addEventListener('pointercancel', done, { capture: true });
}

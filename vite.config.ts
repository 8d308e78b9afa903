import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The page: `renderer/` to `dist/renderer/`, served by `app://` or the loopback host. */
export default defineConfig({
  root: 'renderer',
  base: './',
  plugins: [react()],
  // Nothing inlined as data: the CSP lets scripts and fonts come from files only.
  build: { outDir: '../dist/renderer', emptyOutDir: true, target: 'chrome136', assetsInlineLimit: 0, chunkSizeWarningLimit: 2000 },
});

// One script, one style sheet, one worker: `build/page.mjs` makes one HTML file of them.
//
//   npm run build         dist/map.html; the engine is dist/corridor.wasm
//   npm run build:fake    dist/fake.html: invented data instead of the engine, to look at the page
//   npx vite              the same with invented data, while one edits
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";

export default defineConfig(({ mode }) => ({
  plugins: [svelte()],
  base: "./",
  build: {
    outDir: mode === "fake" ? "dist/fake" : "dist/app",
    target: "es2022",
    modulePreload: false,
    assetsInlineLimit: Number.MAX_SAFE_INTEGER,
    cssCodeSplit: false,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 10_000,
    rolldownOptions: {
      input: "index.html",
      output: { codeSplitting: false, entryFileNames: "app.js", assetFileNames: "app[extname]" },
    },
  },
  // Components are tested as a browser gets them.
  resolve: mode === "test" ? { conditions: ["browser"] } : {},
  // A machine may be busy; nothing here waits so long on its own account.
  test: { include: ["src/**/*.test.ts"], testTimeout: 30_000 },
}));

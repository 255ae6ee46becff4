import tailwindcss from "@tailwindcss/vite";
import { defineConfig } from "vite";

/**
 * Pages from one project: the console (React), the customer's page, and the same for the desktop module and for the designer's
 * preview (Preact). Which JSX a file is written in says
 * the tsconfig.json of its folder. Nothing is inlined, so that the pages run under a policy without inline code [X7].
 */
export default defineConfig({
  root: import.meta.dirname,
  base: "/",
  publicDir: false,
  plugins: [tailwindcss()],
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // "use client" means nothing here, and every file of the widgets says it.
      onLog: (level, log, handle) => {
        if (log.code !== "MODULE_LEVEL_DIRECTIVE") handle(level, log);
      },
      input: {
        console: `${import.meta.dirname}/console.html`,
        preview: `${import.meta.dirname}/preview.html`,
        customer: `${import.meta.dirname}/customer.html`,
        // The page that the desktop module serves to its own window.
        module: `${import.meta.dirname}/module.html`,
        // What shows notices while no console is open: at an address of its own, which decides what it may serve [N1].
        "notices-worker": `${import.meta.dirname}/src/console/alerts/notices-worker.ts`,
      },
      output: {
        entryFileNames: ({ name }) => (name === "notices-worker" ? "[name].js" : "assets/[name]-[hash].js"),
      },
    },
  },
});

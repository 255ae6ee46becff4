import { CSPProvider } from "@base-ui/react/csp-provider";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { createRoot } from "react-dom/client";
import * as z from "zod/mini";
import "./console.css";
import { Refused } from "./calls/call.ts";
import { Notices } from "./controls/notices.tsx";
import { router } from "./routes.tsx";
import { WordsProvider } from "./words/use-words.tsx";

// Compiled parsers would need `unsafe-eval`, which the page's policy forbids [X7].
z.config({ jitless: true });

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      retry: (count, problem) => count < 2 && problem instanceof Refused && problem.refusal.reason === "unavailable",
    },
  },
});

const place = document.getElementById("root");
if (!place) throw new Error("the page has no place for the console");
createRoot(place).render(
  <CSPProvider disableStyleElements>
    <QueryClientProvider client={queries}>
      <WordsProvider>
        <RouterProvider router={router} />
        <Notices />
      </WordsProvider>
    </QueryClientProvider>
  </CSPProvider>,
);

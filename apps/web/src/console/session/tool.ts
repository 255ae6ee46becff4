/** What the expert's pointer does over the picture. */
export type Tool = "control" | "pointer" | "pen";

/** An error as logs may hold it: a database's error carries the row's values in its details, and those are nobody's business [X11]. */
export function errorForLog(error: Error) {
  return {
    type: error.name,
    message: error.message,
    stack: error.stack ?? "",
    ...("code" in error ? { code: error.code } : {}),
  };
}

/**
 * Milliseconds of processor time that this thread has used so far. The programs for Windows and macOS carry a Node that does
 * not know; there they are the clock's.
 */
export function workedMs(): number {
  if (!("threadCpuUsage" in process)) return performance.now();
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}

/** Whether the browser lets this page show notifications on the desktop. */
export function mayShowOnDesktop(): boolean {
  return "Notification" in window && Notification.permission === "granted";
}

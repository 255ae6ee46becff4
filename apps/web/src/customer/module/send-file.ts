/** Streams a file to the module over loopback; false when it was not taken. */
export async function sendFile(file: File, key: string): Promise<boolean> {
  try {
    const response = await fetch("/file", {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "x-name": encodeURIComponent(file.name) },
      body: file,
    });
    return response.ok;
  } catch {
    return false;
  }
}

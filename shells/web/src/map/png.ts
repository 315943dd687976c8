export async function exportPng(): Promise<Blob> { return new Blob(["stub"]); }

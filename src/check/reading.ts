/** Ways into data of unknown shape: what is not as expected reads as empty. */
export function isRecord(data: unknown): data is Readonly<Record<string, unknown>> {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}

export function recordAt(data: unknown, key: string): Readonly<Record<string, unknown>> {
  const value = isRecord(data) ? data[key] : undefined;
  return isRecord(value) ? value : {};
}

export function listAt(data: unknown, key: string): readonly unknown[] {
  const value = isRecord(data) ? data[key] : undefined;
  return Array.isArray(value) ? value : [];
}

export function textsAt(data: unknown, key: string): readonly string[] {
  return listAt(data, key).filter((item): item is string => typeof item === 'string');
}

export function textAt(data: unknown, key: string): string | null {
  const value = isRecord(data) ? data[key] : undefined;
  return typeof value === 'string' ? value : null;
}

/**
 * A map whose copies share what it holds: a copy costs nothing, whatever the map's size, and a change
 * costs a logarithm. Every subshell and branch copies the variables of the shell around it.
 */
export class SharedMap<Key, Held extends object> extends Map<Key, Held> {
  /** Never changed once they are here, oldest first; `null` stands for an entry that was deleted. */
  private layers: readonly ReadonlyMap<Key, Held | null>[] = [];
  /** Changes since the last copy. */
  private own = new Map<Key, Held | null>();

  /** A copy; neither sees what is later changed in the other. */
  copy(): SharedMap<Key, Held> {
    this.settle();
    const copy = new SharedMap<Key, Held>();
    copy.layers = this.layers;
    return copy;
  }

  override get(key: Key): Held | undefined {
    const own = this.own.get(key);
    if (own !== undefined) return own ?? undefined;
    for (let index = this.layers.length - 1; index >= 0; index--) {
      const found = this.layers[index]?.get(key);
      if (found !== undefined) return found ?? undefined;
    }
    return undefined;
  }

  override has(key: Key): boolean {
    return this.get(key) !== undefined;
  }

  override set(key: Key, value: Held): this {
    this.own.set(key, value);
    return this;
  }

  override delete(key: Key): boolean {
    const had = this.has(key);
    if (had) this.own.set(key, null);
    return had;
  }

  override clear(): void {
    this.layers = [];
    this.own = new Map();
  }

  override get size(): number {
    return this.flat().size;
  }

  override keys(): MapIterator<Key> {
    return this.flat().keys();
  }

  override values(): MapIterator<Held> {
    return this.flat().values();
  }

  override entries(): MapIterator<[Key, Held]> {
    return this.flat().entries();
  }

  override [Symbol.iterator](): MapIterator<[Key, Held]> {
    return this.entries();
  }

  override forEach(visit: (value: Held, key: Key, map: Map<Key, Held>) => void): void {
    for (const [key, value] of this.flat()) visit(value, key, this);
  }

  /** Makes a layer of the changes, and one of two layers that are nearly of a size. */
  private settle(): void {
    if (this.own.size === 0) return;
    const layers = [...this.layers, this.own];
    this.own = new Map();
    for (let last = layers.length - 1; last > 0; last--) {
      const [older, newer] = [layers[last - 1], layers[last]];
      if (older === undefined || newer === undefined || newer.size * 2 < older.size) break;
      layers.splice(last - 1, 2, new Map([...older, ...newer]));
    }
    this.layers = layers;
  }

  private flat(): Map<Key, Held> {
    const all = new Map<Key, Held>();
    for (const layer of [...this.layers, this.own])
      for (const [key, value] of layer) {
        if (value === null) all.delete(key);
        else all.set(key, value);
      }
    return all;
  }
}

/** The same entries in a map that can be copied at no cost. */
export function sharedMap<Key, Held extends object>(
  map: ReadonlyMap<Key, Held>,
): SharedMap<Key, Held> {
  if (map instanceof SharedMap) return map as SharedMap<Key, Held>;
  const shared = new SharedMap<Key, Held>();
  for (const [key, value] of map) shared.set(key, value);
  return shared;
}

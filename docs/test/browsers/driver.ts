/** What the tests need from a browser, however it's driven. */
export interface Driver {
  /** Name and version, as the browser reports them. */
  readonly version: string;
  goto(url: string): Promise<void>;
  /** Runs the body of a function in the page. Its value must survive JSON. */
  evaluate<T>(body: string): Promise<T>;
  click(selector: string): Promise<void>;
  /** Replaces the text of a field, by keyboard. */
  fill(selector: string, text: string): Promise<void>;
  /** Presses a key on whatever has the focus. */
  press(key: Key): Promise<void>;
  resize(width: number, height: number): Promise<void>;
  screenshot(path: string): Promise<void>;
  close(): Promise<void>;
}

/** Keys that the tests press. */
export type Key = 'Tab' | 'Enter' | 'End' | 'ArrowRight';

/** Waits until an expression in the page is true. */
export async function until(driver: Driver, expression: string): Promise<void> {
  const end = Date.now() + 20_000;
  while (!(await driver.evaluate<boolean>(`return Boolean(${expression});`))) {
    if (Date.now() > end) throw new Error(`never true in ${driver.version}: ${expression}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

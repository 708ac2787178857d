/** The library. What is not named here is private. */
export { discoverFleet } from './fleet/discover.ts';
export { readConfig } from './fleet/config.ts';
export { sentenceOf } from './messages/messages.ts';
export { scanFleet, scanResult, resultOf } from './pipeline.ts';
export type { Knowledge, ScannedFleet } from './pipeline.ts';
export { runScript } from './simulate/run-script.ts';
export { renderReport } from './report/render-report.ts';
export type { Result } from './model/result.ts';
export type { ScanResult } from './model/scan-result.ts';

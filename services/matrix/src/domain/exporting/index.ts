// Writes a version of a matrix in the formats that others read.
export { exportFormat, exportFormats, type ExportFormat } from './export.js';
export { fromJson } from './lossless/json.js';
export { fromYaml } from './lossless/yaml.js';
export { languagesOf, type Subject } from './subject.js';

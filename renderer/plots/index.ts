/** The plots of the studio. */
export { Distributions, dashes } from "./Distributions.tsx";
export { Histogram } from "./Histogram.tsx";
export { Throughput, type ThroughputPoint } from "./Throughput.tsx";
export { WaveCurve } from "./WaveCurve.tsx";

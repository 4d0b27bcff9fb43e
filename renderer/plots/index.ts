/** The plots of the studio. */
export { Histogram, type HistogramProps } from "./Histogram.tsx";
export { Throughput, type ThroughputPoint, type ThroughputProps } from "./Throughput.tsx";
export { WaveCurve, type WaveCurveProps } from "./WaveCurve.tsx";

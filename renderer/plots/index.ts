/** The plots of the studio. */
export { Distributions, type DistributionsProps, dashes, type Series } from "./Distributions.tsx";
export { Histogram, type HistogramProps } from "./Histogram.tsx";
export { Throughput, type ThroughputPoint, type ThroughputProps } from "./Throughput.tsx";
export { WaveCurve, type WaveCurveProps } from "./WaveCurve.tsx";

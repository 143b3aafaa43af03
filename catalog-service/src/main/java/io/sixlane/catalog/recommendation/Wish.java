package io.sixlane.catalog.recommendation;

import io.sixlane.configuration.bundle.Needs;
import org.jspecify.annotations.Nullable;

/**
 * The intended use of a bundle.
 *
 * @param peakMbps Mbit/s of all regions together, at least 2
 * @param crossBorderMbps Mbit/s of a cross-border plan; null leaves it to the recommendation
 */
record Wish(Needs needs, int peakMbps, @Nullable Integer crossBorderMbps) {
    Wish withNeeds(Needs other) {
        return new Wish(other, peakMbps, crossBorderMbps);
    }

    Wish withPeakMbps(int mbps) {
        return new Wish(needs, mbps, crossBorderMbps);
    }

    Wish withCrossBorderMbps(@Nullable Integer mbps) {
        return new Wish(needs, peakMbps, mbps);
    }
}

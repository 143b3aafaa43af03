package io.sixlane.configuration.order;

import org.jspecify.annotations.Nullable;

/**
 * The parts of a purchase.
 *
 * @param specification for example SMALL_I
 * @param bandwidthType BASIC, ENHANCED or PREMIUM
 * @param peakBandwidthMbps Mbit/s of the basic plan
 * @param crossBorderMbps Mbit/s of the cross-border plan, null without one
 * @param use what it is for, null when unknown
 */
public record Bundle(
        String specification,
        String bandwidthType,
        int peakBandwidthMbps,
        @Nullable Integer crossBorderMbps,
        @Nullable BundleUse use) {
    /** A bundle without a declared use. */
    public Bundle(
            String specification,
            String bandwidthType,
            int peakBandwidthMbps,
            @Nullable Integer crossBorderMbps) {
        this(specification, bandwidthType, peakBandwidthMbps, crossBorderMbps, null);
    }
}

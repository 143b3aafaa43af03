package io.sixlane.configuration.accelerator;

import io.sixlane.configuration.bandwidthplan.BandwidthPlanId;

/**
 * The basic bandwidth plan bound to an accelerator.
 *
 * @param bandwidthType BASIC, ENHANCED or PREMIUM
 * @param bandwidthMbps Mbit/s that its regions share
 */
public record BoundPlan(BandwidthPlanId planId, String bandwidthType, int bandwidthMbps) {}

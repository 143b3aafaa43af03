package io.sixlane.configuration.bandwidthplan;

/** The use of the bandwidth of a plan. */
public enum PlanKind {
    /** Carries traffic from clients to endpoints; an accelerator needs one. */
    BASIC,
    /** Between mainland China and everywhere else, beside a basic plan. */
    CROSS_BORDER
}

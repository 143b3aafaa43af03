package io.sixlane.configuration.bandwidthplan;

/** What the bandwidth of a plan is for. */
public enum PlanKind {
    /** From clients to endpoints; an accelerator needs one. */
    BASIC,
    /** Between mainland China and everywhere else, beside a basic plan. */
    CROSS_BORDER
}

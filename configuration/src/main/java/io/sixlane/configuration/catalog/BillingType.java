package io.sixlane.configuration.catalog;

/** How the bandwidth of a plan is charged (source: the hosted service's BillingType). */
public enum BillingType {
    /** Charged in advance by the size of the plan. */
    PAY_BY_BANDWIDTH,
    /** Afterwards, by the bytes that left. */
    PAY_BY_TRAFFIC,
    /** Afterwards, by the 95th percentile of the bandwidth used, with a guaranteed part. */
    PAY_BY_95TH
}

package io.sixlane.configuration.accelerator;

/** The family of an accelerated address. */
public enum IpVersion {
    IPV4,
    IPV6,
    DUAL_STACK
}

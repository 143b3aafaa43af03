package io.sixlane.configuration.address;

/** The two kinds of IP addresses. */
public enum IpFamily {
    IPV4,
    IPV6
}

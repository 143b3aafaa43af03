package io.sixlane.provisioning.addresspool;

/** The two kinds of addresses; a region has a pool of each. */
public enum IpFamily {
    IPV4,
    IPV6
}

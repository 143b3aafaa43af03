package io.sixlane.standalone;

/** Where accelerators of the local stack get their IPv6 addresses from. */
enum AddressChoice {
    /** {@link #PREFIX} when this program may route, else {@link #LOOPBACK}. */
    AUTO,
    /** A prefix per region, routed to this host: each accelerator has an address of its own. */
    PREFIX,
    /** {@code ::1} for all regions: accelerators differ by port. */
    LOOPBACK
}

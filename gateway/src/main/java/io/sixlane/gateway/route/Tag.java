package io.sixlane.gateway.route;

import java.util.Locale;

/** A group of operations in the document of the API. */
enum Tag {
    CATALOG("Regions, specifications and bandwidth types, and bundles that fit"),
    ORDERS("Placing, paying and cancelling orders"),
    ACCELERATORS("Accelerators, their configuration, its history and its arrival at relays"),
    BANDWIDTH_PLANS("Bandwidth plans, their sizes and charges"),
    IDENTITY("Members, API tokens and sign-in"),
    ACCOUNT("Balances, quotas and events of an account"),
    RELAYS("Relays, their state and their addresses"),
    AUDIT("Signed checkpoints of the log"),
    METRICS("Traffic, usage and flows");

    private final String description;

    Tag(String description) {
        this.description = description;
    }

    /** The tag in the document: {@code bandwidth plans}. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    String description() {
        return description;
    }
}

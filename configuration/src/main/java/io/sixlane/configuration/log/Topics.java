package io.sixlane.configuration.log;

/** The names of the Kafka topics. */
public final class Topics {
    /** {@link RecordedEvent} by stream id, kept for ever: the audit log. */
    public static final String EVENTS = "sixlane.configuration.events.v1";

    /** {@code AcceleratorRecord} by accelerator id, compacted. */
    public static final String IMAGES = "sixlane.configuration.images.v1";

    /** {@code FleetRecord} by its key, compacted: pools of regions, and relays that joined. */
    public static final String FLEET = "sixlane.configuration.fleet.v1";

    /** {@code RelayStatus} by relay id. */
    public static final String RELAY_STATUS = "sixlane.relay.status.v1";

    /** {@code TrafficReport} by accelerator id. */
    public static final String RELAY_REPORTS = "sixlane.relay.reports.v1";

    /** {@code FlowRecord} by accelerator id, kept for some days: one per connection. */
    public static final String RELAY_FLOWS = "sixlane.relay.flows.v1";

    /** {@code LinkMessage} by its key, compacted: links between relays and chosen routes. */
    public static final String RELAY_LINKS = "sixlane.relay.links.v1";

    /** {@code AskedProbe} by relay id, kept for a day: what relays are asked to measure. */
    public static final String PROBES = "sixlane.configuration.probes.v1";

    /** {@code CatalogEntry} by kind and code, compacted. */
    public static final String CATALOG = "sixlane.catalog.entries.v1";

    /** {@link SignedCheckpoint} by number, kept for ever: the witness to {@link #EVENTS}. */
    public static final String CHECKPOINTS = "sixlane.configuration.checkpoints.v1";

    private Topics() {}
}

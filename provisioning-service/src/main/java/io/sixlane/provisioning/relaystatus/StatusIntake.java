package io.sixlane.provisioning.relaystatus;

import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.relay.AskedProbe;
import io.sixlane.configuration.relay.ProbeSample;
import io.sixlane.configuration.relay.RecordFields;
import io.sixlane.configuration.relay.RelayStatus;
import io.sixlane.configuration.relay.RelayStatus.AcceleratorApplied;
import io.sixlane.configuration.relay.RelayStatus.AcceleratorHealth;
import io.sixlane.configuration.relay.RelayStatus.EndpointHealth;
import io.sixlane.configuration.relay.RelayStatus.Heartbeat;
import io.sixlane.configuration.relay.RelayStatus.ProbeMeasured;
import org.jspecify.annotations.Nullable;

/** Reads statuses of relays, and refuses those that no table takes. */
final class StatusIntake {
    /** Most entries of one record; several times what relays write. */
    private static final int MOST_ENTRIES = 10_000;

    private StatusIntake() {}

    /**
     * @throws IllegalArgumentException if it is refused
     */
    static RelayStatus read(byte @Nullable [] json) {
        if (json == null) {
            throw new IllegalArgumentException("a status is not empty");
        }
        var status = ConfigurationJson.read(json, RelayStatus.class);
        RecordFields.json(json, () -> ConfigurationJson.write(status));
        RecordFields.name("relayId", status.relayId());
        RecordFields.moment("at", status.at());
        switch (status) {
            case Heartbeat beat -> check(beat);
            case AcceleratorApplied applied -> check(applied);
            case AcceleratorHealth health -> check(health);
            case ProbeMeasured measured -> check(measured);
        }
        return status;
    }

    private static void check(Heartbeat beat) {
        RecordFields.name("region", beat.region());
        RecordFields.moment("incarnation", beat.incarnation());
        RecordFields.name("path", beat.path());
        RecordFields.name("source", beat.source());
        RecordFields.count("accelerators", beat.accelerators());
        RecordFields.count("listeners", beat.listeners());
        RecordFields.count("connectionsActive", beat.connectionsActive());
        entries("connectionsByRevision", beat.connectionsByRevision().size());
        entries("connectionsByListener", beat.connectionsByListener().size());
        if (beat.lane() != null) {
            RecordFields.words("lane.address", beat.lane().address());
            RecordFields.name("lane.fingerprint", beat.lane().fingerprint());
        }
    }

    private static void check(AcceleratorApplied applied) {
        RecordFields.name("region", applied.region());
        RecordFields.moment("incarnation", applied.incarnation());
        RecordFields.count("revision", applied.revision());
        RecordFields.name("head", applied.head());
        if (applied.traceparent() != null) {
            RecordFields.name("traceparent", applied.traceparent());
        }
        entries("failures", applied.failures().size());
        applied.failures().forEach(failure -> RecordFields.words("reason", failure.reason()));
    }

    private static void check(AcceleratorHealth health) {
        RecordFields.name("region", health.region());
        RecordFields.moment("incarnation", health.incarnation());
        entries("endpoints", health.endpoints().size());
        health.endpoints().forEach(StatusIntake::check);
        var part = health.part() == null ? 0 : health.part();
        var parts = health.parts() == null ? 1 : health.parts();
        if (part < 0 || part >= parts || parts > MOST_ENTRIES) {
            throw new IllegalArgumentException(
                    "part must be 0 to less than parts, was %s of %s".formatted(part, parts));
        }
    }

    private static void check(ProbeMeasured measured) {
        RecordFields.name("region", measured.region());
        RecordFields.moment("incarnation", measured.incarnation());
        RecordFields.name("probeId", measured.probeId());
        RecordFields.range("samples", measured.samples().size(), 2L * AskedProbe.MOST_ROUNDS);
        measured.samples().forEach(StatusIntake::check);
        if (measured.failure() != null) {
            RecordFields.words("failure", measured.failure());
        }
    }

    private static void check(ProbeSample sample) {
        RecordFields.range("round", sample.round(), AskedProbe.MOST_ROUNDS);
        count("connectMicros", sample.connectMicros());
        count("firstByteMicros", sample.firstByteMicros());
        count("totalMicros", sample.totalMicros());
        count("bytes", sample.bytes());
        if (sample.failure() != null) {
            RecordFields.words("failure", sample.failure());
        }
    }

    private static void count(String field, @Nullable Long value) {
        if (value != null) {
            RecordFields.count(field, value);
        }
    }

    private static void check(EndpointHealth endpoint) {
        var connections = endpoint.connections();
        if (connections != null && connections < 0) {
            throw new IllegalArgumentException(
                    "connections must not be negative, was " + connections);
        }
        RecordFields.moment("since", endpoint.since());
        if (endpoint.reason() != null) {
            RecordFields.words("reason", endpoint.reason());
        }
    }

    private static void entries(String field, int size) {
        RecordFields.range("entries of " + field, size, MOST_ENTRIES);
    }
}

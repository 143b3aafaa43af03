package io.sixlane.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sixlane.configuration.accelerator.AccelerationRegion;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AccelerationRegionsAdded;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AcceleratorCreated;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AcceleratorResumed;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AcceleratorSuspended;
import io.sixlane.configuration.accelerator.AcceleratorEvent.EndpointGroupAdded;
import io.sixlane.configuration.accelerator.AcceleratorEvent.EndpointsReplaced;
import io.sixlane.configuration.accelerator.AcceleratorEvent.ListenerAdded;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.BackendService;
import io.sixlane.configuration.accelerator.ClientAffinity;
import io.sixlane.configuration.accelerator.Endpoint;
import io.sixlane.configuration.accelerator.EndpointGroup;
import io.sixlane.configuration.accelerator.EndpointGroupId;
import io.sixlane.configuration.accelerator.EndpointId;
import io.sixlane.configuration.accelerator.EndpointType;
import io.sixlane.configuration.accelerator.IpVersion;
import io.sixlane.configuration.accelerator.Listener;
import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.accelerator.PortOverride;
import io.sixlane.configuration.accelerator.PortRange;
import io.sixlane.configuration.accelerator.Protocol;
import io.sixlane.configuration.accelerator.SpecificationLimits;
import io.sixlane.configuration.accelerator.Suspension;
import io.sixlane.configuration.addresspool.AddressPoolEvent.AddressPoolRegistered;
import io.sixlane.configuration.json.CanonicalJson;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.Actor;
import io.sixlane.configuration.log.CheckpointSeal;
import io.sixlane.configuration.log.EventHash;
import io.sixlane.configuration.log.RecordedEvent;
import io.sixlane.configuration.log.SignedCheckpoint;
import io.sixlane.configuration.log.StreamEvent;
import io.sixlane.configuration.log.StreamHead;
import io.sixlane.configuration.relay.RelayStatus.AcceleratorApplied;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Two accelerators and an address pool. Events 1 to 12 are covered by two checkpoints, what comes
 * after them by what a relay said.
 */
final class SampleLog {
    static final Instant START = Instant.parse("2026-11-23T10:00:00Z");
    static final int COVERED = 12;
    static final KeyPair KEYS = newKeys();

    private static final ListenerId WEB = new ListenerId("lsr-1");
    private static final EndpointGroupId GROUP = new EndpointGroupId("epg-1");

    private SampleLog() {}

    /** 16 events, one a minute from {@link #START}: 8 of ga-a, 6 of ga-b, 2 of a pool. */
    static List<RecordedEvent> events() {
        var log = new ArrayList<RecordedEvent>();
        add(log, "pool-hk", new AddressPoolRegistered("hk", "2001:db8::/64"));
        add(log, "ga-a", created("ga-a"));
        add(log, "ga-b", created("ga-b"));
        add(log, "ga-a", region("2001:db8::a"));
        add(log, "ga-b", region("2001:db8::b"));
        add(log, "ga-a", listener());
        add(log, "ga-a", group(7));
        add(log, "ga-b", listener());
        add(log, "pool-hk", new AddressPoolRegistered("us", "2001:db8:1::/64"));
        add(log, "ga-a", weight(100));
        add(log, "ga-b", group(8));
        add(log, "ga-a", weight(50));
        add(log, "ga-a", weight(25));
        add(
                log,
                "ga-b",
                new AcceleratorSuspended(new Suspension(Suspension.Reason.EXPIRED, START)));
        add(log, "ga-a", weight(10));
        add(log, "ga-b", new AcceleratorResumed());
        return log;
    }

    static List<byte[]> json(List<RecordedEvent> events) {
        return events.stream().map(ConfigurationJson::write).toList();
    }

    /** Checkpoints of the first 7 and of the first {@link #COVERED} events. */
    static List<SignedCheckpoint> checkpoints(List<RecordedEvent> events, KeyPair keys) {
        return checkpoints(events, keys, keys);
    }

    /** The key was changed after the first one. */
    static List<SignedCheckpoint> checkpoints(
            List<RecordedEvent> events, KeyPair before, KeyPair after) {
        var first = checkpoint(1, RecordedEvent.NO_HASH, 7, events.subList(0, 7), before);
        return List.of(
                first, checkpoint(2, first.hash(), COVERED, events.subList(7, COVERED), after));
    }

    /** The statuses of a relay after the last event. */
    static List<AcceleratorApplied> relayStatuses(List<RecordedEvent> events) {
        return heads(events).stream()
                .filter(head -> head.streamId().startsWith("ga-"))
                .map(
                        head ->
                                new AcceleratorApplied(
                                        "relay-hk",
                                        "hk",
                                        START,
                                        START,
                                        new AcceleratorId(head.streamId()),
                                        head.revision(),
                                        head.hash(),
                                        List.of(),
                                        head.revision(),
                                        null))
                .toList();
    }

    /** The events from {@code from} on hashed again, each a second later than it was. */
    static List<RecordedEvent> forged(List<RecordedEvent> events, String streamId, long from) {
        var forged = new ArrayList<RecordedEvent>();
        var head = RecordedEvent.NO_HASH;
        for (var old : events) {
            var event = old;
            if (old.streamId().equals(streamId)) {
                if (old.revision() >= from) {
                    event =
                            EventHash.chain(
                                    streamId,
                                    old.revision(),
                                    old.eventId(),
                                    old.occurredAt().plusSeconds(1),
                                    old.actor(),
                                    old.event(),
                                    head);
                }
                head = event.hash();
            }
            forged.add(event);
        }
        return forged;
    }

    /** With one byte of the account changed, still JSON, under the hash that it had. */
    static byte[] oneByteChanged(byte[] json) {
        return new String(json, UTF_8).replace("\"acme\"", "\"acne\"").getBytes(UTF_8);
    }

    /** As a later version might have written it: hashed with what this one does not know. */
    static byte[] withUnknown(RecordedEvent recorded, boolean unknownType) {
        var tree = CanonicalJson.tree(ConfigurationJson.write(recorded));
        tree.put("laterMember", "x");
        if (unknownType) {
            tree.putObject("event").put("type", "SomethingLater");
        }
        tree.put("hash", EventHash.ofTree(tree));
        return ConfigurationJson.write(tree);
    }

    private static SignedCheckpoint checkpoint(
            long number, String previous, long covered, List<RecordedEvent> events, KeyPair keys) {
        return CheckpointSeal.sign(
                new SignedCheckpoint(
                        number,
                        "7" + number,
                        covered,
                        START.plusSeconds(3_600),
                        covered,
                        heads(events),
                        previous,
                        CheckpointSeal.keyId(keys.getPublic()),
                        "",
                        ""),
                keys.getPrivate());
    }

    private static List<StreamHead> heads(List<RecordedEvent> events) {
        var heads = new TreeMap<String, StreamHead>();
        for (var event : events) {
            heads.put(
                    event.streamId(),
                    new StreamHead(event.streamId(), event.revision(), event.hash()));
        }
        return List.copyOf(heads.values());
    }

    static void add(List<RecordedEvent> log, String streamId, StreamEvent event) {
        add(log, streamId, event, START.plusSeconds(60L * log.size()));
    }

    static void add(List<RecordedEvent> log, String streamId, StreamEvent event, Instant at) {
        var stream = log.stream().filter(e -> e.streamId().equals(streamId)).toList();
        log.add(
                EventHash.chain(
                        streamId,
                        stream.size() + 1L,
                        "event-" + (log.size() + 1),
                        at,
                        new Actor("acme", "ann", "::1", "req-" + log.size()),
                        event,
                        stream.isEmpty() ? RecordedEvent.NO_HASH : stream.getLast().hash()));
    }

    static StreamEvent created(String id) {
        return new AcceleratorCreated(
                new AcceleratorId(id), new SpecificationLimits("SMALL_I", 1, 20, 5_000));
    }

    static StreamEvent region(String address) {
        return new AccelerationRegionsAdded(
                List.of(new AccelerationRegion("ASIA", "hk", 10, IpVersion.IPV6, address)));
    }

    static StreamEvent listener() {
        return new ListenerAdded(
                new Listener(
                        WEB,
                        "web",
                        Protocol.TCP,
                        List.of(new PortRange(80, 82)),
                        ClientAffinity.NONE,
                        List.of()));
    }

    static StreamEvent listener(String id, String name, int port) {
        return new ListenerAdded(
                new Listener(
                        new ListenerId(id),
                        name,
                        Protocol.TCP,
                        List.of(new PortRange(port, port)),
                        ClientAffinity.NONE,
                        List.of()));
    }

    static StreamEvent group(int endpoint) {
        return new EndpointGroupAdded(
                WEB,
                new EndpointGroup(
                        GROUP,
                        "us",
                        "us-west-1",
                        BackendService.OFF_CLOUD,
                        false,
                        List.of(endpoint(endpoint, 255)),
                        List.of(new PortOverride(81, 8081))));
    }

    static StreamEvent weight(int weight) {
        return new EndpointsReplaced(WEB, GROUP, List.of(endpoint(7, weight)));
    }

    private static Endpoint endpoint(int number, int weight) {
        return new Endpoint(
                new EndpointId("ep-" + number),
                EndpointType.CUSTOM_IP,
                "198.51.100." + number,
                weight);
    }

    static KeyPair newKeys() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}

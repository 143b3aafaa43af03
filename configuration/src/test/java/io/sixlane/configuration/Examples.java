package io.sixlane.configuration;

import io.sixlane.configuration.accelerator.AccelerationRegion;
import io.sixlane.configuration.accelerator.Accelerator;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AccelerationRegionChanged;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AccelerationRegionRemoved;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AccelerationRegionsAdded;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AcceleratorCreated;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AcceleratorDeleted;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AcceleratorRenamed;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AcceleratorResumed;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AcceleratorSuspended;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AutoRenewalChanged;
import io.sixlane.configuration.accelerator.AcceleratorEvent.BandwidthPlanBound;
import io.sixlane.configuration.accelerator.AcceleratorEvent.BandwidthPlanUnbound;
import io.sixlane.configuration.accelerator.AcceleratorEvent.ChangeConfirmed;
import io.sixlane.configuration.accelerator.AcceleratorEvent.ConfirmationAwaited;
import io.sixlane.configuration.accelerator.AcceleratorEvent.CrossBorderPlanBound;
import io.sixlane.configuration.accelerator.AcceleratorEvent.CrossBorderPlanUnbound;
import io.sixlane.configuration.accelerator.AcceleratorEvent.EndpointGroupAdded;
import io.sixlane.configuration.accelerator.AcceleratorEvent.EndpointGroupChanged;
import io.sixlane.configuration.accelerator.AcceleratorEvent.EndpointGroupRemoved;
import io.sixlane.configuration.accelerator.AcceleratorEvent.EndpointsReplaced;
import io.sixlane.configuration.accelerator.AcceleratorEvent.ListenerAdded;
import io.sixlane.configuration.accelerator.AcceleratorEvent.ListenerChanged;
import io.sixlane.configuration.accelerator.AcceleratorEvent.ListenerRemoved;
import io.sixlane.configuration.accelerator.AcceleratorEvent.RolledBack;
import io.sixlane.configuration.accelerator.AcceleratorEvent.SpecificationChanged;
import io.sixlane.configuration.accelerator.AcceleratorEvent.TermExtended;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.AccessList;
import io.sixlane.configuration.accelerator.BackendService;
import io.sixlane.configuration.accelerator.BoundPlan;
import io.sixlane.configuration.accelerator.ClientAffinity;
import io.sixlane.configuration.accelerator.ClientIp;
import io.sixlane.configuration.accelerator.Endpoint;
import io.sixlane.configuration.accelerator.EndpointGroup;
import io.sixlane.configuration.accelerator.EndpointGroupId;
import io.sixlane.configuration.accelerator.EndpointId;
import io.sixlane.configuration.accelerator.EndpointState;
import io.sixlane.configuration.accelerator.EndpointType;
import io.sixlane.configuration.accelerator.HealthCheck;
import io.sixlane.configuration.accelerator.IpVersion;
import io.sixlane.configuration.accelerator.Listener;
import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.accelerator.ListenerLimits;
import io.sixlane.configuration.accelerator.PendingConfirmation;
import io.sixlane.configuration.accelerator.PortOverride;
import io.sixlane.configuration.accelerator.PortRange;
import io.sixlane.configuration.accelerator.Protocol;
import io.sixlane.configuration.accelerator.RoutePolicy;
import io.sixlane.configuration.accelerator.SpecificationLimits;
import io.sixlane.configuration.accelerator.Suspension;
import io.sixlane.configuration.accelerator.WhenUnhealthy;
import io.sixlane.configuration.access.AccessEvent;
import io.sixlane.configuration.access.AccessEvent.MemberInvited;
import io.sixlane.configuration.access.AccessEvent.MemberRemoved;
import io.sixlane.configuration.access.AccessEvent.MemberRoleChanged;
import io.sixlane.configuration.access.AccessEvent.PasskeyAdded;
import io.sixlane.configuration.access.AccessEvent.PasskeyRemoved;
import io.sixlane.configuration.access.AccessEvent.SignInLinkMade;
import io.sixlane.configuration.access.AccessEvent.SignInRefused;
import io.sixlane.configuration.access.AccessEvent.SignedIn;
import io.sixlane.configuration.access.AccessEvent.TokenMade;
import io.sixlane.configuration.access.AccessEvent.TokenRevoked;
import io.sixlane.configuration.account.AccountEvent.AccountCredited;
import io.sixlane.configuration.account.AccountEvent.AccountDebited;
import io.sixlane.configuration.address.IpFamily;
import io.sixlane.configuration.addresspool.AddressPoolEvent.AddressAllocated;
import io.sixlane.configuration.addresspool.AddressPoolEvent.AddressPoolRegistered;
import io.sixlane.configuration.addresspool.AddressPoolEvent.AddressPoolWithdrawn;
import io.sixlane.configuration.addresspool.AddressPoolEvent.AddressReleased;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanEvent.BandwidthPlanCreated;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanEvent.BandwidthPlanDeleted;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanEvent.BandwidthPlanResized;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanEvent.PlanBoundToAccelerator;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanEvent.PlanUnboundFromAccelerator;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanId;
import io.sixlane.configuration.bandwidthplan.PlanKind;
import io.sixlane.configuration.catalog.BillingType;
import io.sixlane.configuration.catalog.CatalogEntry;
import io.sixlane.configuration.catalog.CatalogEntry.BandwidthTypeEntry;
import io.sixlane.configuration.catalog.CatalogEntry.LimitsEntry;
import io.sixlane.configuration.catalog.CatalogEntry.RegionEntry;
import io.sixlane.configuration.catalog.CatalogEntry.SpecificationEntry;
import io.sixlane.configuration.catalog.CatalogEvent.CatalogEntryDeleted;
import io.sixlane.configuration.catalog.CatalogEvent.CatalogEntryPut;
import io.sixlane.configuration.catalog.UsagePrice;
import io.sixlane.configuration.fleet.FleetRecord;
import io.sixlane.configuration.fleet.FleetRecord.RegionPool;
import io.sixlane.configuration.fleet.FleetRecord.RelayMember;
import io.sixlane.configuration.fleet.RelayEvent.JoinTokenCreated;
import io.sixlane.configuration.fleet.RelayEvent.JoinTokenRevoked;
import io.sixlane.configuration.fleet.RelayEvent.JoinTokenUsed;
import io.sixlane.configuration.fleet.RelayEvent.RelayJoined;
import io.sixlane.configuration.fleet.RelayEvent.RelayLeft;
import io.sixlane.configuration.fleet.RelayEvent.RelayRotated;
import io.sixlane.configuration.identity.Role;
import io.sixlane.configuration.image.AcceleratorEvolution;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.log.Actor;
import io.sixlane.configuration.log.CheckpointSeal;
import io.sixlane.configuration.log.EventHash;
import io.sixlane.configuration.log.RecordedEvent;
import io.sixlane.configuration.log.SignedCheckpoint;
import io.sixlane.configuration.log.StreamEvent;
import io.sixlane.configuration.log.StreamHead;
import io.sixlane.configuration.order.Billing;
import io.sixlane.configuration.order.Bundle;
import io.sixlane.configuration.order.BundleUse;
import io.sixlane.configuration.order.Money;
import io.sixlane.configuration.order.OrderEvent.InstanceOrdered;
import io.sixlane.configuration.order.OrderEvent.ModificationOrdered;
import io.sixlane.configuration.order.OrderEvent.OrderCancelled;
import io.sixlane.configuration.order.OrderEvent.OrderFulfilled;
import io.sixlane.configuration.order.OrderEvent.OrderPaid;
import io.sixlane.configuration.order.OrderEvent.OrderPlaced;
import io.sixlane.configuration.order.OrderEvent.PaymentAwaited;
import io.sixlane.configuration.order.OrderEvent.PlanOrdered;
import io.sixlane.configuration.order.OrderEvent.RenewalOrdered;
import io.sixlane.configuration.order.OrderId;
import io.sixlane.configuration.order.Term;
import io.sixlane.configuration.relay.AskedProbe;
import io.sixlane.configuration.relay.FlowRecord;
import io.sixlane.configuration.relay.LinkMessage;
import io.sixlane.configuration.relay.LinkMessage.GroupRoute;
import io.sixlane.configuration.relay.LinkMessage.LinkMeasured;
import io.sixlane.configuration.relay.LinkMessage.RoutesChosen;
import io.sixlane.configuration.relay.LinkMessage.WayScore;
import io.sixlane.configuration.relay.ProbeSample;
import io.sixlane.configuration.relay.ProbedTls;
import io.sixlane.configuration.relay.RelayStatus;
import io.sixlane.configuration.relay.RelayStatus.AcceleratorApplied;
import io.sixlane.configuration.relay.RelayStatus.AcceleratorHealth;
import io.sixlane.configuration.relay.RelayStatus.AdmittedConnections;
import io.sixlane.configuration.relay.RelayStatus.ApplyFailure;
import io.sixlane.configuration.relay.RelayStatus.EndpointHealth;
import io.sixlane.configuration.relay.RelayStatus.Heartbeat;
import io.sixlane.configuration.relay.RelayStatus.LaneAddress;
import io.sixlane.configuration.relay.RelayStatus.ListenerConnections;
import io.sixlane.configuration.relay.RelayStatus.ProbeMeasured;
import io.sixlane.configuration.relay.TrafficReport;
import io.sixlane.configuration.relay.TrafficReport.CauseCount;
import io.sixlane.configuration.relay.TrafficReport.EndpointTraffic;
import io.sixlane.configuration.relay.TrafficReport.ListenerTraffic;
import io.sixlane.configuration.relay.TrafficReport.TcpQuality;
import io.sixlane.configuration.relay.TrafficReport.WayCount;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The tutorial of the seed document as it stands in the log: one message of every type. */
public final class Examples {
    public static final AcceleratorId ACCELERATOR = new AcceleratorId("ga-1");
    public static final BandwidthPlanId PLAN = new BandwidthPlanId("gbwp-1");
    public static final BandwidthPlanId CROSS_BORDER = new BandwidthPlanId("gbwp-2");
    public static final ListenerId WEB = new ListenerId("lsr-1");
    public static final EndpointGroupId SILICON_VALLEY = new EndpointGroupId("epg-1");
    public static final Instant START = Instant.parse("2026-11-23T10:15:30.123456Z");
    public static final SpecificationLimits SMALL_I =
            new SpecificationLimits("SMALL_I", 1, 20, 5_000);

    private Examples() {}

    public static Endpoint endpoint(int number, int weight) {
        return new Endpoint(
                new EndpointId("ep-" + number),
                EndpointType.CUSTOM_IP,
                "198.51.100." + number,
                weight);
    }

    public static Endpoint drainingEndpoint() {
        return new Endpoint(
                new EndpointId("ep-8"),
                EndpointType.CUSTOM_IP,
                "198.51.100.8",
                0,
                8_443,
                EndpointState.DRAINING);
    }

    public static Listener listener(ListenerId id, int port) {
        return new Listener(
                id,
                "web",
                Protocol.TCP,
                List.of(new PortRange(port, port)),
                ClientAffinity.SOURCE_IP,
                List.of());
    }

    public static EndpointGroup group(EndpointGroupId id, Endpoint... endpoints) {
        return new EndpointGroup(
                id,
                "silicon-valley",
                "us-west-1",
                BackendService.OFF_CLOUD,
                false,
                List.of(endpoints),
                List.of(new PortOverride(80, 8081)));
    }

    public static AccelerationRegion region(String region, int bandwidthMbps) {
        return new AccelerationRegion(
                "ASIA_PACIFIC", region, bandwidthMbps, IpVersion.IPV6, "2001:db8::1");
    }

    /** The whole life of one accelerator: every event there is. */
    public static List<RecordedEvent> acceleratorStream() {
        return stream(
                ACCELERATOR.text(),
                new AcceleratorCreated(ACCELERATOR, SMALL_I),
                new BandwidthPlanBound(new BoundPlan(PLAN, "PREMIUM", 10)),
                new AccelerationRegionsAdded(List.of(region("cn-hongkong", 10))),
                new ListenerAdded(listener(WEB, 80)),
                new EndpointGroupAdded(WEB, group(SILICON_VALLEY, endpoint(7, 255))),
                new EndpointsReplaced(
                        WEB, SILICON_VALLEY, List.of(endpoint(7, 100), drainingEndpoint())),
                new ListenerRemoved(WEB),
                new AcceleratorDeleted());
    }

    /** The events of an accelerator that {@link #acceleratorStream} lacks. */
    public static List<RecordedEvent> laterStream() {
        return stream(
                "ga-2",
                new AcceleratorRenamed("shop"),
                new SpecificationChanged(new SpecificationLimits("SMALL_II", 2, 40, 10_000)),
                new TermExtended(Instant.parse("2027-11-23T10:15:30Z")),
                new AcceleratorSuspended(new Suspension(Suspension.Reason.EXPIRED, START)),
                new AcceleratorResumed(),
                new CrossBorderPlanBound(new BoundPlan(CROSS_BORDER, "ENHANCED", 5)),
                new AccelerationRegionChanged(region("cn-hongkong", 12)),
                new ListenerChanged(fullListener()),
                new EndpointGroupChanged(WEB, fullGroup()),
                new ConfirmationAwaited(
                        new PendingConfirmation(9, Instant.parse("2026-11-23T10:17:30Z"))),
                new ChangeConfirmed(),
                new RolledBack(9),
                new EndpointGroupRemoved(WEB, SILICON_VALLEY),
                new AccelerationRegionRemoved("cn-hongkong"),
                new CrossBorderPlanUnbound(CROSS_BORDER),
                new BandwidthPlanUnbound(PLAN),
                new AutoRenewalChanged(false));
    }

    /** Events of an accelerator, with every component set. */
    private static List<RecordedEvent> fullStream() {
        return stream(
                "ga-3",
                new Actor(
                        "local",
                        "alice",
                        "2001:db8::5",
                        "req-1",
                        "launch day",
                        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"),
                new AcceleratorCreated(
                        new AcceleratorId("ga-3"), SMALL_I, Instant.parse("2027-11-23T10:15:30Z")),
                new AccelerationRegionsAdded(
                        List.of(
                                new AccelerationRegion(
                                        "ASIA_PACIFIC",
                                        "cn-hongkong",
                                        10,
                                        IpVersion.DUAL_STACK,
                                        "2001:db8::1",
                                        "198.51.100.1"))),
                new ListenerAdded(fullListener()),
                new EndpointGroupAdded(WEB, fullGroup()));
    }

    /** Events of a purchase, with every component set. */
    private static List<RecordedEvent> fullPurchase() {
        var billing = new Billing(BillingType.PAY_BY_95TH, 30);
        return stream(
                "full-1",
                new BandwidthPlanCreated(
                        CROSS_BORDER, "ENHANCED", 100, PlanKind.CROSS_BORDER, billing),
                new OrderPlaced(
                        new OrderId("ord-5"),
                        new Bundle("SMALL_I", "PREMIUM", 100, 2, bundleUse()),
                        new Term(Term.Unit.YEAR, 1),
                        new Money("USD", 198_000),
                        billing),
                new OrderPaid(ACCELERATOR, PLAN, CROSS_BORDER),
                new AccountCredited(new Money("USD", 10_000), "transfer-7"));
    }

    /** With every component set. */
    public static Listener fullListener() {
        return new Listener(
                WEB,
                "web",
                Protocol.TCP,
                List.of(new PortRange(80, 81)),
                ClientAffinity.SOURCE_IP,
                List.of(),
                56,
                300,
                List.of(
                        new AccessList(
                                AccessList.Kind.ALLOW, List.of("2001:db8::/32", "192.0.2.0/24")),
                        new AccessList(AccessList.Kind.DENY, List.of("2001:db8:5::/48"))),
                new ListenerLimits(10, 2, 100, 20, 56));
    }

    /** With every component set. */
    public static EndpointGroup fullGroup() {
        return new EndpointGroup(
                SILICON_VALLEY,
                "silicon-valley",
                "us-west-1",
                BackendService.OFF_CLOUD,
                true,
                List.of(endpoint(7, 255)),
                List.of(new PortOverride(80, 8081)),
                60,
                new HealthCheck(
                        HealthCheck.Protocol.HTTPS,
                        8443,
                        5,
                        2_000,
                        4,
                        "/healthz",
                        "origin.example",
                        new HealthCheck.StatusRange(200, 299)),
                ClientIp.PROXY_V1,
                WhenUnhealthy.FAIL_CLOSED,
                30,
                new RoutePolicy(RoutePolicy.Mode.VIA, List.of("ap-northeast-1", "us-west-1")),
                120);
    }

    /** A stream of these, a second after each other, with its hash chain. */
    public static List<RecordedEvent> stream(String streamId, StreamEvent... events) {
        return stream(streamId, null, events);
    }

    private static List<RecordedEvent> stream(
            String streamId, @Nullable Actor actor, StreamEvent... events) {
        var stream = new ArrayList<RecordedEvent>();
        var head = RecordedEvent.NO_HASH;
        for (var event : events) {
            var revision = stream.size() + 1;
            var recorded =
                    EventHash.chain(
                            streamId,
                            revision,
                            streamId + "-" + revision,
                            START.plusSeconds(revision),
                            actor != null
                                    ? actor
                                    : new Actor("local", "alice", "2001:db8::5", "req-" + revision),
                            event,
                            head);
            stream.add(recorded);
            head = recorded.hash();
        }
        return stream;
    }

    /** The record after all of these, null of none. */
    public static @Nullable AcceleratorRecord evolve(List<RecordedEvent> stream) {
        AcceleratorRecord record = null;
        for (var recorded : stream) {
            record = AcceleratorEvolution.evolve(record, recorded);
        }
        return record;
    }

    public static List<RecordedEvent> recordedEvents() {
        return Stream.of(
                        acceleratorStream(),
                        laterStream(),
                        stream(
                                PLAN.text(),
                                new BandwidthPlanCreated(PLAN, "PREMIUM", 10),
                                new PlanBoundToAccelerator(ACCELERATOR)),
                        stream(
                                CROSS_BORDER.text(),
                                new BandwidthPlanResized(5),
                                new PlanUnboundFromAccelerator(ACCELERATOR),
                                new BandwidthPlanDeleted()),
                        stream(
                                "ord-2",
                                new RenewalOrdered(
                                        new OrderId("ord-2"),
                                        ACCELERATOR,
                                        new Term(Term.Unit.MONTH, 3),
                                        new Money("USD", 49_500)),
                                new PaymentAwaited("inv-2"),
                                new OrderFulfilled(PLAN)),
                        stream(
                                "ord-3",
                                new PlanOrdered(
                                        new OrderId("ord-3"),
                                        PlanKind.CROSS_BORDER,
                                        "ENHANCED",
                                        100,
                                        new Billing(BillingType.PAY_BY_95TH, 30),
                                        new Term(Term.Unit.YEAR, 1),
                                        new Money("USD", 504_000)),
                                new OrderCancelled()),
                        stream(
                                "ord-4",
                                new ModificationOrdered(
                                        new OrderId("ord-4"),
                                        ACCELERATOR,
                                        "SMALL_II",
                                        12,
                                        6,
                                        new Money("USD", 1_400))),
                        stream(
                                "ord-5",
                                new InstanceOrdered(
                                        new OrderId("ord-5"),
                                        "SMALL_I",
                                        new Term(Term.Unit.MONTH, 1),
                                        new Money("USD", 16_500))),
                        stream(
                                "catalog",
                                new CatalogEntryPut(
                                        catalogEntries().getFirst(), catalogEntries().getFirst()),
                                new CatalogEntryDeleted(catalogEntries().getFirst())),
                        stream(
                                "account-local",
                                new AccountCredited(new Money("USD", 10_000)),
                                new AccountDebited(new OrderId("ord-4"), new Money("USD", 1_400))),
                        stream(
                                "access-local",
                                new MemberInvited("usr-1", "Ada", Role.EDITOR),
                                new SignInLinkMade("usr-1"),
                                new SignedIn("usr-1", AccessEvent.Way.LINK, "ses-1"),
                                new PasskeyAdded("usr-1"),
                                new MemberRoleChanged("usr-1", Role.ADMIN),
                                new TokenMade(
                                        "tok-1",
                                        "ci",
                                        Role.EDITOR,
                                        true,
                                        "ga-1",
                                        Instant.parse("2027-02-21T10:15:30Z")),
                                new TokenRevoked("tok-1"),
                                new MemberRemoved("usr-1"),
                                new PasskeyRemoved("usr-1")),
                        stream("access", new SignInRefused(AccessEvent.Way.PASSKEY, 41)),
                        stream(
                                "pool-cn-hongkong",
                                new AddressPoolRegistered("cn-hongkong", "2001:db8::/64"),
                                new AddressAllocated("2001:db8::1", ACCELERATOR),
                                new AddressReleased("2001:db8::1"),
                                new AddressPoolWithdrawn("cn-hongkong", "2001:db8::/64")),
                        stream(
                                "join-1",
                                new JoinTokenCreated(
                                        "join-1",
                                        "0".repeat(64),
                                        "cn-hongkong",
                                        List.of("2001:db8::/65"),
                                        2,
                                        START.plusSeconds(3_600)),
                                new JoinTokenUsed("join-1", "relay-1"),
                                new JoinTokenRevoked("join-1")),
                        stream(
                                "member-relay-1",
                                new RelayJoined(
                                        "relay-1",
                                        "cn-hongkong",
                                        List.of("2001:db8::/65"),
                                        "MCowBQYDK2VwAyEA",
                                        "join-1"),
                                new RelayRotated(
                                        "relay-1",
                                        "cn-hongkong",
                                        List.of("2001:db8::/65"),
                                        "MCowBQYDK2VwAyEB"),
                                new RelayLeft("relay-1", "cn-hongkong")),
                        stream(
                                "ord-1",
                                new OrderPlaced(
                                        new OrderId("ord-1"),
                                        new Bundle("SMALL_I", "PREMIUM", 10, 2),
                                        new Term(Term.Unit.YEAR, 1),
                                        new Money("USD", 198_000)),
                                new OrderPaid(ACCELERATOR, PLAN)))
                .flatMap(List::stream)
                .toList();
    }

    public static List<AcceleratorRecord> acceleratorRecords() {
        var stream = acceleratorStream();
        return Stream.of(evolve(stream.subList(0, 6)), evolve(stream))
                .<AcceleratorRecord>mapMulti(
                        (record, sink) -> {
                            if (record != null) {
                                sink.accept(record);
                            }
                        })
                .toList();
    }

    public static List<RelayStatus> relayStatuses() {
        return List.of(
                new Heartbeat(
                        "relay-cn-hongkong-1",
                        "cn-hongkong",
                        START,
                        START.plusSeconds(5),
                        "native",
                        1,
                        2,
                        17,
                        "KAFKA",
                        List.of(new AdmittedConnections(ACCELERATOR, 6, 17)),
                        List.of(new ListenerConnections(ACCELERATOR, WEB, 17)),
                        new LaneAddress(
                                "[2001:db8:1::7]:7471",
                                "9f86d081884c7d659a2feaa0c55ad015"
                                        + "a3bf4f1b2b0b822cd15d6c15b0f00a08"),
                        true),
                new AcceleratorApplied(
                        "relay-cn-hongkong-1",
                        "cn-hongkong",
                        START,
                        START.plusSeconds(6),
                        ACCELERATOR,
                        6,
                        acceleratorStream().get(5).hash(),
                        List.of(
                                new ApplyFailure(WEB, "cannot bind [::1]:80: address in use"),
                                new ApplyFailure(null, "cannot allocate descriptors")),
                        5,
                        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"),
                new AcceleratorHealth(
                        "relay-cn-hongkong-1",
                        "cn-hongkong",
                        START,
                        START.plusSeconds(7),
                        ACCELERATOR,
                        List.of(
                                new EndpointHealth(
                                        WEB,
                                        new EndpointGroupId("epg-1"),
                                        new EndpointId("ep-1"),
                                        EndpointHealth.State.UNHEALTHY,
                                        "port 8080: refused",
                                        START.plusSeconds(3),
                                        true,
                                        131_072L,
                                        3)),
                        0,
                        2),
                new ProbeMeasured(
                        "relay-cn-hongkong-1",
                        "cn-hongkong",
                        START,
                        START.plusSeconds(8),
                        "prb-1",
                        ACCELERATOR,
                        List.of(
                                new ProbeSample(
                                        ProbeSample.Side.DIRECT,
                                        1,
                                        150_210L,
                                        300_900L,
                                        451_090L,
                                        602_300L,
                                        200,
                                        1_234L,
                                        null),
                                new ProbeSample(
                                        ProbeSample.Side.ACCELERATED,
                                        1,
                                        null,
                                        null,
                                        null,
                                        null,
                                        null,
                                        null,
                                        "connection refused")),
                        true,
                        "the accelerator was deleted"));
    }

    public static AskedProbe probeRequest() {
        return new AskedProbe(
                "prb-1",
                "relay-cn-hongkong-1",
                ACCELERATOR,
                7,
                "cn-hongkong",
                WEB,
                SILICON_VALLEY,
                new EndpointId("ep-1"),
                443,
                "/",
                new ProbedTls("shop.example", true),
                10,
                START.plusSeconds(7));
    }

    public static TrafficReport trafficReport() {
        return new TrafficReport(
                "relay-cn-hongkong-1",
                "cn-hongkong",
                START,
                ACCELERATOR,
                Instant.parse("2026-11-23T10:15:30Z"),
                10,
                3,
                12,
                4,
                1,
                2,
                1_024,
                20_971_520,
                "HISTFAAAAA==",
                "HISTFAAAAB==",
                "local",
                List.of(
                        new ListenerTraffic(
                                WEB,
                                12,
                                4,
                                List.of(new CauseCount("ACCESS_LIST", 1)),
                                List.of(
                                        new CauseCount("FINISHED", 6),
                                        new CauseCount("NO_ENDPOINT", 2)),
                                List.of(
                                        new EndpointTraffic(
                                                SILICON_VALLEY,
                                                "us-west-1",
                                                new EndpointId("ep-1"),
                                                10,
                                                4,
                                                List.of(new CauseCount("TIMED_OUT", 2)),
                                                List.of(
                                                        new WayCount(List.of("relay-us-west-1"), 8),
                                                        new WayCount(List.of(), 2)),
                                                1_024,
                                                20_971_520,
                                                "HISTFAAAAA==",
                                                "HISTFAAAAB==",
                                                "HISTFAAAAC==",
                                                new TcpQuality(
                                                        "HISTFAAAAD==", "HISTFAAAAE==", 14_500, 29),
                                                new TcpQuality(
                                                        "HISTFAAAAF==", "HISTFAAAAG==", 0, 0))))));
    }

    public static List<FleetRecord> fleetRecords() {
        return List.of(
                new RegionPool("cn-hongkong", IpFamily.IPV6, 1, "2001:db8::/64"),
                new RelayMember(
                        "relay-1", "cn-hongkong", 1, List.of("2001:db8::/65"), "MCowBQYDK2VwAyEA"));
    }

    public static List<LinkMessage> linkMessages() {
        return List.of(
                new LinkMeasured(
                        "relay-cn-hongkong-1",
                        "cn-hongkong",
                        START,
                        "relay-us-west-1",
                        "us-west-1",
                        true,
                        120.25,
                        124.5,
                        0.001,
                        0.004,
                        0.35),
                new RoutesChosen(
                        "relay-cn-hongkong-1",
                        "cn-hongkong",
                        START,
                        ACCELERATOR,
                        List.of(
                                new GroupRoute(
                                        SILICON_VALLEY,
                                        "us-west-1",
                                        List.of("relay-us-west-1"),
                                        START,
                                        "BETTER",
                                        List.of(
                                                new WayScore(
                                                        List.of("relay-us-west-1"),
                                                        131.5,
                                                        121.25,
                                                        5.0,
                                                        4.25,
                                                        0.0,
                                                        1.0,
                                                        1.0,
                                                        150.0))))));
    }

    public static FlowRecord flowRecord() {
        return new FlowRecord(
                "5f0c1f9dd2c4410e0000000000000007",
                "relay-cn-hongkong-1",
                "cn-hongkong",
                "local",
                ACCELERATOR,
                6,
                WEB,
                Protocol.TCP,
                "2001:db8::7",
                50_123,
                "2001:db8:100::1",
                80,
                new FlowRecord.Reached(
                        SILICON_VALLEY,
                        "us-west-1",
                        new EndpointId("ep-1"),
                        "198.51.100.20",
                        8080,
                        "192.0.2.33",
                        41_522,
                        List.of("relay-ap-northeast-1", "relay-us-west-1")),
                START,
                START.plusSeconds(9),
                151_000L,
                302_000L,
                1_024,
                20_971_520,
                "FINISHED");
    }

    /** A checkpoint of the first accelerator's stream, signed with a key of 32 zeros. */
    public static SignedCheckpoint signedCheckpoint() {
        var head = acceleratorStream().getLast();
        return CheckpointSeal.sign(
                new SignedCheckpoint(
                        1,
                        "751",
                        8,
                        START.plusSeconds(60),
                        8,
                        List.of(new StreamHead(head.streamId(), head.revision(), head.hash())),
                        RecordedEvent.NO_HASH,
                        "0".repeat(64),
                        "",
                        ""),
                checkpointKey());
    }

    private static PrivateKey checkpointKey() {
        try {
            return KeyFactory.getInstance("Ed25519")
                    .generatePrivate(
                            new EdECPrivateKeySpec(NamedParameterSpec.ED25519, new byte[32]));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    public static List<CatalogEntry> catalogEntries() {
        return List.of(
                new RegionEntry(
                        "cn-hongkong",
                        1,
                        "Hong Kong",
                        "ASIA_PACIFIC",
                        false,
                        true,
                        "香港",
                        "22.32,114.17",
                        false),
                new SpecificationEntry(
                        "SMALL_I",
                        2,
                        "Small I",
                        1,
                        20,
                        5_000,
                        new Money("USD", 9_500),
                        new Money("USD", 95_000)),
                new BandwidthTypeEntry(
                        "PREMIUM",
                        3,
                        "Premium",
                        true,
                        true,
                        Set.of(EndpointType.CUSTOM_IP),
                        new Money("USD", 700),
                        new Money("USD", 1_400),
                        new Money("USD", 7_000),
                        new Money("USD", 14_000),
                        List.of(new UsagePrice(BillingType.PAY_BY_TRAFFIC, new Money("USD", 12)))),
                new LimitsEntry(LimitsEntry.SALES, 4, 10_000, 24, 0, true));
    }

    /** The simple name of a message's type; for a recorded event, the name of its event's type. */
    public static String nameOf(Object message) {
        return message instanceof RecordedEvent recorded
                ? recorded.event().getClass().getSimpleName()
                : message.getClass().getSimpleName();
    }

    /** The fullest message of the type with this name; the approved files hold the same. */
    public static Object named(String name) {
        return Stream.of(
                        fullStream(),
                        fullPurchase(),
                        recordedEvents(),
                        List.of(fullImage()),
                        acceleratorRecords(),
                        relayStatuses(),
                        List.of(trafficReport(), flowRecord(), probeRequest(), signedCheckpoint()),
                        fleetRecords(),
                        linkMessages(),
                        catalogEntries())
                .flatMap(List::stream)
                .filter(message -> nameOf(message).equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static BundleUse bundleUse() {
        return new BundleUse(
                List.of("cn-hongkong"),
                "us-west-1",
                IpVersion.IPV6,
                false,
                true,
                BackendService.OFF_CLOUD,
                5_000);
    }

    /** With every component set. */
    public static AcceleratorImage fullImage() {
        return new AcceleratorImage(
                ACCELERATOR,
                6,
                acceleratorStream().get(5).hash(),
                START,
                new Accelerator(
                        "local",
                        SMALL_I,
                        new BoundPlan(PLAN, "PREMIUM", 10),
                        List.of(region("cn-hongkong", 10)),
                        List.of(fullListener().withEndpointGroups(List.of(fullGroup()))),
                        "shop",
                        new BoundPlan(CROSS_BORDER, "ENHANCED", 5),
                        Instant.parse("2027-11-23T10:15:30Z"),
                        new Suspension(Suspension.Reason.EXPIRED, START),
                        new PendingConfirmation(
                                5,
                                START.plusSeconds(120),
                                List.of(
                                        new PendingConfirmation.ReservedAddress(
                                                "cn-hongkong", "2001:db8:1::7"))),
                        true));
    }
}

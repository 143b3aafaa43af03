package io.sixlane.provisioning.accelerator;

import static io.sixlane.provisioning.accelerator.Fixture.NOW;
import static io.sixlane.provisioning.accelerator.Fixture.evolve;
import static io.sixlane.provisioning.accelerator.Fixture.facts;
import static io.sixlane.provisioning.decision.Decision.accept;
import static io.sixlane.provisioning.decision.Decision.reject;
import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.accelerator.AccelerationRegion;
import io.sixlane.configuration.accelerator.Accelerator;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AcceleratorRenamed;
import io.sixlane.configuration.accelerator.AcceleratorEvent.EndpointsReplaced;
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
import io.sixlane.configuration.accelerator.SpecificationLimits;
import io.sixlane.configuration.accelerator.Suspension;
import io.sixlane.configuration.accelerator.WhenUnhealthy;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanId;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.provisioning.decision.Decision;
import io.sixlane.provisioning.decision.Rejection.OfConfiguration.ImageTooLarge;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In the largest image every field is there and as long as requests may make it. */
class ImageSizeRulesTest {
    private static final String NAME = "\u4e2d".repeat(128);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5})
    void the_estimate_is_never_too_low_and_not_far_too_high(int listeners) {
        var image = largest(listeners, 10);

        var bytes = ConfigurationJson.write(image).length;

        assertThat(ImageSizeRules.atMost(image)).isBetween((long) bytes, 2L * bytes + 3_000);
    }

    @Test
    void the_estimate_counts_what_json_escapes() {
        var quotes = "\"\\\n".repeat(10_000);
        var image = renamed(largest(0, 0), quotes);

        var bytes = ConfigurationJson.write(image).length;

        assertThat(ImageSizeRules.atMost(image)).isGreaterThanOrEqualTo(bytes);
    }

    @Test
    void a_change_that_makes_an_accelerator_too_large_is_refused() {
        var draft = draft(largest(1, 10));
        draft.happen(List.of(new AcceleratorRenamed("short"))).eventsOrThrow();
        assertThat(ImageSizeRules.complete(draft)).isEqualTo(accept());

        var larger = draft(largest(1, 10));
        larger.happen(List.of(endpoints(larger.before(), 12_000))).eventsOrThrow();

        var after = (AcceleratorImage) larger.after();
        assertThat(ImageSizeRules.complete(larger))
                .isEqualTo(
                        reject(
                                new ImageTooLarge(
                                        ImageSizeRules.atMost(after), ImageSizeRules.MOST_BYTES)));
        assertThat(ImageSizeRules.atMost(after)).isGreaterThan(ImageSizeRules.MOST_BYTES);
    }

    @Test
    void one_that_is_too_large_may_become_smaller() {
        var draft = draft(largest(1, 1_300));
        draft.happen(List.of(endpoints(draft.before(), 1_200))).eventsOrThrow();

        Decision decision = ImageSizeRules.complete(draft);

        assertThat(ImageSizeRules.atMost((AcceleratorImage) draft.after()))
                .isGreaterThan(ImageSizeRules.MOST_BYTES);
        assertThat(decision).isEqualTo(accept());
    }

    private static ChangeDraft draft(AcceleratorImage image) {
        return new ChangeDraft(image, facts());
    }

    private static EndpointsReplaced endpoints(AcceleratorImage image, int count) {
        var listener = image.listeners().getFirst();
        var group = listener.endpointGroups().getFirst();
        return new EndpointsReplaced(
                listener.id(), group.id(), many(count, ImageSizeRulesTest::endpoint));
    }

    private static AcceleratorImage largest(int listeners, int endpoints) {
        var plan = new BoundPlan(new BandwidthPlanId(id("gbwp-", 0)), "x".repeat(64), -1_000_000);
        return new AcceleratorImage(
                new AcceleratorId(id("ga-", 0)),
                Long.MAX_VALUE - 1_000,
                "f".repeat(64),
                NOW.plusNanos(123_456_000),
                new Accelerator(
                        "x".repeat(255),
                        new SpecificationLimits(
                                "x".repeat(64),
                                Integer.MAX_VALUE,
                                Integer.MAX_VALUE,
                                Integer.MAX_VALUE),
                        plan,
                        many(
                                50,
                                _ ->
                                        new AccelerationRegion(
                                                "x".repeat(64),
                                                "x".repeat(64),
                                                1_000_000,
                                                IpVersion.DUAL_STACK,
                                                "2001:db8:1111:2222:3333:4444:5555:6666",
                                                "255.255.255.255")),
                        many(listeners, number -> listener(number, endpoints)),
                        NAME,
                        plan,
                        NOW.plusNanos(123_456_000),
                        new Suspension(Suspension.Reason.EXPIRED, NOW.plusNanos(123_456_000)),
                        new PendingConfirmation(Long.MAX_VALUE, NOW.plusNanos(123_456_000)),
                        false));
    }

    private static AcceleratorImage renamed(AcceleratorImage image, String name) {
        return (AcceleratorImage) evolve(image, new AcceleratorRenamed(name));
    }

    private static Listener listener(int number, int endpoints) {
        return new Listener(
                new ListenerId(id("lsr-", number)),
                "x".repeat(128),
                Protocol.TCP,
                many(30, _ -> new PortRange(65_499, 65_499)),
                ClientAffinity.SOURCE_IP,
                many(10, group -> group(10 * number + group, endpoints)),
                128,
                86_400,
                many(
                        3,
                        _ ->
                                new AccessList(
                                        AccessList.Kind.ALLOW,
                                        many(
                                                50,
                                                _ ->
                                                        "2001:db8:1111:2222:3333:4444:5555:6666/128"))),
                new ListenerLimits(1_000_000, 1_000_000, 1_000_000, 1_000_000, 128));
    }

    private static EndpointGroup group(int number, int endpoints) {
        return new EndpointGroup(
                new EndpointGroupId(id("epg-", number)),
                NAME,
                "x".repeat(64),
                BackendService.OFF_CLOUD,
                false,
                many(endpoints, ImageSizeRulesTest::endpoint),
                many(30, _ -> new PortOverride(65_499, 65_535)),
                100,
                new HealthCheck(
                        HealthCheck.Protocol.HTTPS,
                        65_535,
                        60,
                        10_000,
                        10,
                        "/" + "\\".repeat(254),
                        "x".repeat(253),
                        new HealthCheck.StatusRange(100, 599)),
                ClientIp.PROXY_V2,
                WhenUnhealthy.FAIL_CLOSED,
                900,
                null,
                null);
    }

    private static Endpoint endpoint(int number) {
        return new Endpoint(
                new EndpointId(id("ep-", number)),
                EndpointType.CUSTOM_DOMAIN,
                "x".repeat(253),
                255);
    }

    /** As long as an id may be. */
    private static String id(String prefix, int number) {
        return String.format(Locale.ROOT, "%s%060d", prefix, number);
    }

    private static <T> List<T> many(int count, IntFunction<T> one) {
        return IntStream.range(0, count).mapToObj(one).toList();
    }
}

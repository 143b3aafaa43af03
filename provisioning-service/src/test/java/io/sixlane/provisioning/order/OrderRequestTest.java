package io.sixlane.provisioning.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.BackendService;
import io.sixlane.configuration.accelerator.IpVersion;
import io.sixlane.configuration.bandwidthplan.PlanKind;
import io.sixlane.configuration.catalog.BillingType;
import io.sixlane.configuration.order.Billing;
import io.sixlane.configuration.order.Bundle;
import io.sixlane.configuration.order.BundleUse;
import io.sixlane.configuration.order.Term;
import io.sixlane.http.body.JsonBody;
import io.sixlane.http.problem.FieldError;
import io.sixlane.http.problem.MalformedRequestException;
import io.sixlane.provisioning.order.Purchase.Modification;
import io.sixlane.provisioning.order.Purchase.Plan;
import io.sixlane.provisioning.order.Purchase.Renewal;
import io.sixlane.provisioning.order.Purchase.Subscription;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderRequestTest {
    private static final String BUNDLE =
            "'specification':'SMALL_I','bandwidthType':'PREMIUM','peakBandwidthMbps':10,"
                    + "'crossBorderMbps':null";
    private static final String TERM = "'term':{'unit':'YEAR','count':3}";

    private static Purchase read(String text) {
        return JsonBody.read(
                text.replace('\'', '"').getBytes(StandardCharsets.UTF_8), OrderRequest::read);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{" + BUNDLE + "," + TERM + "}",
                "{'bundle':{" + BUNDLE + "}," + TERM + "}",
                "{"
                        + BUNDLE
                        + ",'monthlyPrice':{},'yearlyPrice':{},'priceBreakdown':{},"
                        + "'yearlyBreakdown':{},'reasons':['fits'],"
                        + TERM
                        + "}"
            })
    void reads_a_bundle_as_it_is_recommended_or_as_an_order_shows_it(String body) {
        assertThat(read(body))
                .isEqualTo(
                        new Subscription(
                                new Bundle("SMALL_I", "PREMIUM", 10, null),
                                new Term(Term.Unit.YEAR, 3),
                                Billing.BY_BANDWIDTH));
    }

    @Test
    void reads_what_a_bundle_is_for() {
        assertThat(
                        ((Subscription)
                                        read(
                                                "{"
                                                        + BUNDLE
                                                        + ",'use':{'accelerationRegions':['cn-hongkong'],"
                                                        + "'serviceRegion':'us-west-1',"
                                                        + "'serverArea':'OFF_CLOUD','maxConnections':7},"
                                                        + TERM
                                                        + "}"))
                                .bundle()
                                .use())
                .isEqualTo(
                        new BundleUse(
                                List.of("cn-hongkong"),
                                "us-west-1",
                                IpVersion.IPV6,
                                false,
                                null,
                                BackendService.OFF_CLOUD,
                                7));
    }

    @Test
    void names_every_bad_field_of_a_use_at_once() {
        var refused =
                catchThrowableOfType(
                        MalformedRequestException.class,
                        () ->
                                read(
                                        "{"
                                                + BUNDLE
                                                + ",'use':{'accelerationRegions':['a','?',7,'a'],"
                                                + "'webService':1,'maxConnections':0},"
                                                + TERM
                                                + "}"));
        assertThat(refused.errors())
                .extracting(FieldError::pointer)
                .containsExactly(
                        "/use/accelerationRegions/1",
                        "/use/accelerationRegions/2",
                        "/use/serviceRegion",
                        "/use/webService",
                        "/use/serverArea",
                        "/use/maxConnections",
                        "/use/accelerationRegions");
    }

    @Test
    void names_every_bad_field_at_once() {
        var refused =
                catchThrowableOfType(
                        MalformedRequestException.class,
                        () ->
                                read(
                                        "{'peakBandwidthMbps':1,'crossBorderMbps':1000001,"
                                                + "'term':{'unit':'MONTH','count':121}}"));
        assertThat(refused.errors())
                .extracting(FieldError::pointer)
                .containsExactly(
                        "/specification",
                        "/bandwidthType",
                        "/peakBandwidthMbps",
                        "/crossBorderMbps",
                        "/term/count");
    }

    @Test
    void reads_a_renewal_a_plan_and_a_modification() {
        assertThat(read("{'kind':'RENEWAL','acceleratorId':'ga-1'," + TERM + "}"))
                .isEqualTo(new Renewal(new AcceleratorId("ga-1"), new Term(Term.Unit.YEAR, 3)));
        assertThat(
                        read(
                                "{'kind':'PLAN','planKind':'CROSS_BORDER','bandwidthType':'BASIC',"
                                        + "'bandwidthMbps':100,'billing':{'type':'PAY_BY_95TH',"
                                        + "'guaranteedPercent':30},"
                                        + TERM
                                        + "}"))
                .isEqualTo(
                        new Plan(
                                PlanKind.CROSS_BORDER,
                                "BASIC",
                                100,
                                new Billing(BillingType.PAY_BY_95TH, 30),
                                new Term(Term.Unit.YEAR, 3)));
        assertThat(read("{'kind':'MODIFICATION','acceleratorId':'ga-1'," + "'crossBorderMbps':4}"))
                .isEqualTo(new Modification(new AcceleratorId("ga-1"), null, null, 4));
    }

    @Test
    void names_every_bad_field_of_a_plan_at_once() {
        var refused =
                catchThrowableOfType(
                        MalformedRequestException.class,
                        () ->
                                read(
                                        "{'kind':'PLAN','bandwidthMbps':1000001,"
                                                + "'acceleratorId':'ga-1',"
                                                + "'billing':{'type':'PAY_BY_95TH',"
                                                + "'guaranteedPercent':29},"
                                                + TERM
                                                + "}"));
        assertThat(refused.errors())
                .extracting(FieldError::pointer)
                .containsExactly(
                        "/bandwidthType",
                        "/bandwidthMbps",
                        "/billing/guaranteedPercent",
                        "/acceleratorId");
    }
}

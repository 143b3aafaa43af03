package io.sixlane.provisioning.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sixlane.configuration.order.Term;
import io.sixlane.provisioning.request.FieldError;
import io.sixlane.provisioning.request.JsonFields;
import io.sixlane.provisioning.request.MalformedRequestException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderRequestTest {
    private static final String BUNDLE =
            "'specification':'SMALL_I','bandwidthType':'PREMIUM','peakBandwidthMbps':10,"
                    + "'crossBorderMbps':null";
    private static final String TERM = "'term':{'unit':'YEAR','count':3}";

    private static OrderRequest read(String text) {
        return JsonFields.read(
                text.replace('\'', '"').getBytes(StandardCharsets.UTF_8), OrderRequest::read);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{" + BUNDLE + "," + TERM + "}",
                "{'bundle':{" + BUNDLE + "}," + TERM + "}",
                "{" + BUNDLE + ",'monthlyPrice':{'minorUnits':1},'reasons':['fits']," + TERM + "}"
            })
    void reads_a_bundle_as_it_is_recommended_or_as_an_order_shows_it(String body) {
        assertThat(read(body))
                .isEqualTo(
                        new OrderRequest(
                                "SMALL_I", "PREMIUM", 10, null, new Term(Term.Unit.YEAR, 3)));
    }

    @Test
    void names_every_bad_field_at_once() {
        var refused =
                catchThrowableOfType(
                        MalformedRequestException.class,
                        () ->
                                read(
                                        "{'peakBandwidthMbps':1,'crossBorderMbps':2001,"
                                                + "'term':{'unit':'MONTH','count':10}}"));
        assertThat(refused.errors())
                .extracting(FieldError::pointer)
                .containsExactly(
                        "/specification",
                        "/bandwidthType",
                        "/peakBandwidthMbps",
                        "/crossBorderMbps",
                        "/term/count");
    }
}

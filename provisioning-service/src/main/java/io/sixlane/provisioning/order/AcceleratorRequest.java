package io.sixlane.provisioning.order;

import io.sixlane.configuration.bandwidthplan.BandwidthPlanId;
import io.sixlane.http.body.JsonFields;
import io.sixlane.http.body.TextForm;
import io.sixlane.provisioning.accelerator.AcceleratorCommand;
import io.sixlane.provisioning.acceleratorapi.WholeConfiguration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * An accelerator as asked for: a bundle that is bought, or an instance beside plans that the
 * account has, and the configuration.
 *
 * @param plans to bind, in order; empty when the purchase has its own
 * @param configuration in order
 */
record AcceleratorRequest(
        Purchase purchase, List<BandwidthPlanId> plans, List<AcceleratorCommand> configuration) {
    private static final TextForm PLAN =
            TextForm.matching(
                    "gbwp-[a-z0-9]{1,60}",
                    6,
                    65,
                    "gbwp-1",
                    "must be gbwp- and 1 to 60 lower-case letters or digits");

    AcceleratorRequest {
        plans = List.copyOf(plans);
        configuration = List.copyOf(configuration);
    }

    static AcceleratorRequest read(JsonFields fields) {
        return fields.alternative(
                "bundle",
                AcceleratorRequest::readBundled,
                "bandwidthPlanId",
                AcceleratorRequest::readInstance);
    }

    private static AcceleratorRequest readBundled(JsonFields fields) {
        return new AcceleratorRequest(
                OrderRequest.readBundled(fields), List.of(), WholeConfiguration.read(fields));
    }

    private static AcceleratorRequest readInstance(JsonFields fields) {
        var basic = fields.text("bandwidthPlanId", PLAN);
        var crossBorder = fields.optionalText("crossBorderPlanId", PLAN);
        return new AcceleratorRequest(
                OrderRequest.readInstance(fields),
                Stream.of(basic, crossBorder)
                        .filter(Objects::nonNull)
                        .map(AcceleratorRequest::plan)
                        .toList(),
                WholeConfiguration.read(fields));
    }

    /** One that is wrong is named among the errors, and never looked for. */
    private static BandwidthPlanId plan(String text) {
        return new BandwidthPlanId(PLAN.apply(text).isEmpty() ? text : "gbwp-0");
    }
}

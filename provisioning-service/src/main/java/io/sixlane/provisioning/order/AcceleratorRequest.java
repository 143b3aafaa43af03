package io.sixlane.provisioning.order;

import io.sixlane.http.body.JsonFields;
import io.sixlane.provisioning.accelerator.AcceleratorCommand;
import io.sixlane.provisioning.acceleratorapi.WholeConfiguration;
import io.sixlane.provisioning.order.Purchase.Subscription;
import java.util.List;

/**
 * An accelerator as asked for: the bundle that is bought, and the configuration.
 *
 * @param configuration in order
 */
record AcceleratorRequest(Subscription subscription, List<AcceleratorCommand> configuration) {
    AcceleratorRequest {
        configuration = List.copyOf(configuration);
    }

    static AcceleratorRequest read(JsonFields fields) {
        return new AcceleratorRequest(
                OrderRequest.readBundled(fields), WholeConfiguration.read(fields));
    }
}

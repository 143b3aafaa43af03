package io.sixlane.provisioning.accelerator;

import static io.sixlane.provisioning.decision.Decision.accept;
import static io.sixlane.provisioning.decision.Decision.reject;

import io.sixlane.configuration.accelerator.AccelerationRegion;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AcceleratorDeleted;
import io.sixlane.configuration.accelerator.BoundPlan;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.Delete;
import io.sixlane.provisioning.decision.Decision;
import io.sixlane.provisioning.decision.Rejection.OfConfiguration.DeletionTakesAlong;
import java.util.Objects;
import java.util.stream.Stream;

/** The rules of deleting an accelerator. Pure. */
final class DeletionRules {
    private DeletionRules() {}

    static Decision decide(AcceleratorImage image, Delete command) {
        var plans =
                Stream.of(image.plan(), image.crossBorderPlan())
                        .filter(Objects::nonNull)
                        .map(BoundPlan::planId)
                        .map(id -> "bandwidth plan " + id);
        var along =
                Stream.of(
                                image.listeners().stream().map(l -> "listener " + l.id()),
                                image.regions().stream().flatMap(DeletionRules::addresses),
                                plans)
                        .flatMap(things -> things)
                        .toList();
        return along.isEmpty() || command.cascade()
                ? accept(new AcceleratorDeleted())
                : reject(new DeletionTakesAlong(image.id().text(), along));
    }

    static Stream<String> addresses(AccelerationRegion region) {
        return region.addresses().stream()
                .map(address -> "address %s of region %s".formatted(address, region.region()));
    }
}

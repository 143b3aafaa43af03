package io.sixlane.provisioning.eventstore;

import io.sixlane.configuration.accelerator.Listener;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.image.AcceleratorRecord;
import java.util.List;
import java.util.function.ToIntFunction;

/** The numbers of one accelerator that quotas bound. */
record AcceleratorUse(
        int listeners, int mostEndpointGroups, int mostEndpoints, int mostAccessPrefixes) {
    static AcceleratorUse of(AcceleratorRecord record) {
        var listeners =
                record instanceof AcceleratorImage image ? image.listeners() : List.<Listener>of();
        return new AcceleratorUse(
                listeners.size(),
                most(listeners, listener -> listener.endpointGroups().size()),
                most(
                        listeners,
                        listener ->
                                most(listener.endpointGroups(), group -> group.endpoints().size())),
                most(
                        listeners,
                        listener ->
                                listener.effectiveAccessLists().stream()
                                        .mapToInt(list -> list.prefixes().size())
                                        .sum()));
    }

    private static <T> int most(List<T> things, ToIntFunction<T> count) {
        return things.stream().mapToInt(count).max().orElse(0);
    }
}

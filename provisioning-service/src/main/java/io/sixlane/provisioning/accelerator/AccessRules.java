package io.sixlane.provisioning.accelerator;

import static io.sixlane.provisioning.decision.Decision.accept;
import static io.sixlane.provisioning.decision.Decision.reject;

import io.sixlane.configuration.accelerator.AcceleratorEvent.ListenerChanged;
import io.sixlane.configuration.accelerator.AccessList;
import io.sixlane.configuration.accelerator.Listener;
import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.AddAccessPrefixes;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.RemoveAccessPrefix;
import io.sixlane.provisioning.decision.Decision;
import io.sixlane.provisioning.decision.Rejection.ListenerNotFound;
import io.sixlane.provisioning.decision.Rejection.OfConfiguration.AccessPrefixNotFound;
import io.sixlane.provisioning.quota.QuotaRules;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Function;

/**
 * The rules of single entries of access lists. The order of entries means nothing, so lists of the
 * same kind are one. Pure.
 */
final class AccessRules {
    private AccessRules() {}

    static Decision decide(
            AcceleratorImage image, AddAccessPrefixes command, AcceleratorFacts facts) {
        return at(
                image,
                command.listenerId(),
                listener -> {
                    var wanted = new LinkedHashSet<>(prefixes(listener, command.kind()));
                    if (!wanted.addAll(command.prefixes())) {
                        return accept();
                    }
                    var changed = with(listener, command.kind(), List.copyOf(wanted));
                    return QuotaRules.refusal(
                                    QuotaRules.ACCESS_PREFIXES,
                                    ListenerRules.prefixes(listener),
                                    ListenerRules.prefixes(changed),
                                    facts.limits().accessPrefixes())
                            .map(Decision::reject)
                            .orElseGet(() -> accept(new ListenerChanged(changed)));
                });
    }

    /** An ALLOW list without entries stays, and refuses every client. */
    static Decision decide(AcceleratorImage image, RemoveAccessPrefix command) {
        return at(
                image,
                command.listenerId(),
                listener -> {
                    var left = new LinkedHashSet<>(prefixes(listener, command.kind()));
                    return left.remove(command.prefix())
                            ? accept(
                                    new ListenerChanged(
                                            with(listener, command.kind(), List.copyOf(left))))
                            : reject(
                                    new AccessPrefixNotFound(
                                            listener.id().text(),
                                            command.kind(),
                                            command.prefix()));
                });
    }

    private static Decision at(
            AcceleratorImage image, ListenerId id, Function<Listener, Decision> decide) {
        return ListenerRules.find(image, id)
                .map(decide)
                .orElseGet(() -> reject(new ListenerNotFound(id.text())));
    }

    private static List<String> prefixes(Listener listener, AccessList.Kind kind) {
        return listener.effectiveAccessLists().stream()
                .filter(list -> list.kind() == kind)
                .flatMap(list -> list.prefixes().stream())
                .toList();
    }

    /** Replaces the first list of that kind, or appends one. */
    private static Listener with(Listener listener, AccessList.Kind kind, List<String> prefixes) {
        var lists = new ArrayList<AccessList>();
        var one = new AccessList(kind, prefixes);
        for (var held : listener.effectiveAccessLists()) {
            if (held.kind() != kind) {
                lists.add(held);
            } else if (!lists.contains(one)) {
                lists.add(one);
            }
        }
        if (!lists.contains(one)) {
            lists.add(one);
        }
        if (kind == AccessList.Kind.DENY && prefixes.isEmpty()) {
            lists.remove(one);
        }
        return new Listener(
                listener.id(),
                listener.name(),
                listener.protocol(),
                listener.ports(),
                listener.clientAffinity(),
                listener.endpointGroups(),
                listener.affinityPrefixLength(),
                listener.idleTimeoutSeconds(),
                lists,
                listener.limits());
    }
}

package io.sixlane.configuration.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One step from the ports that are forwarded to those that are wanted.
 *
 * @param <P> a port of a listener, as the caller holds it
 */
public sealed interface ListenerChange<P extends ForwardedPort> {
    P listener();

    /** Open connections of the listener drain. */
    record Unbind<P extends ForwardedPort>(P listener) implements ListenerChange<P> {}

    /**
     * The port goes to another listener without being released; connections of the old one drain.
     */
    record Rebind<P extends ForwardedPort>(P from, P listener) implements ListenerChange<P> {}

    /**
     * Endpoints, weights, affinity, limits or the accelerator's revision change. Only connections
     * to {@link #removedEndpoints()} drain.
     */
    record Retarget<P extends ForwardedPort>(P from, P listener) implements ListenerChange<P> {
        /** Endpoints that no later connection may go to. */
        public Set<ForwardedPort.EndpointAt> removedEndpoints() {
            var removed = from.endpoints();
            removed.removeAll(listener.endpoints());
            return removed;
        }
    }

    record Bind<P extends ForwardedPort>(P listener) implements ListenerChange<P> {}

    /**
     * Compares with what runs, not with the previous image, so a step that failed is planned again.
     *
     * @param ports those that may differ
     * @param running null for a port that no listener has
     * @param wanted null for a port that no listener shall have
     * @return steps that release a port first, steps that take one last
     */
    static <K, P extends ForwardedPort> List<ListenerChange<P>> plan(
            Set<K> ports, Function<K, @Nullable P> running, Function<K, @Nullable P> wanted) {
        var releases = new ArrayList<ListenerChange<P>>();
        var takes = new ArrayList<ListenerChange<P>>();
        for (var port : ports) {
            var held = running.apply(port);
            var listener = wanted.apply(port);
            if (listener == null) {
                if (held != null) {
                    releases.add(new Unbind<>(held));
                }
            } else if (held == null) {
                takes.add(new Bind<>(listener));
            } else if (!held.hasOwnerOf(listener)) {
                releases.add(new Rebind<>(held, listener));
            } else if (!held.equals(listener)) {
                releases.add(new Retarget<>(held, listener));
            }
        }
        releases.addAll(takes);
        return releases;
    }
}

package io.sixlane.relay.listener;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One step from the listeners that run to those that are wanted. */
sealed interface ListenerChange {
    WantedListener listener();

    /** Its open connections drain. */
    record Unbind(WantedListener listener) implements ListenerChange {}

    /**
     * The port goes to another listener without being released; connections of the old one drain.
     */
    record Rebind(WantedListener from, WantedListener listener) implements ListenerChange {}

    /** Endpoints, weights, affinity or limit change; no connection notices. */
    record Retarget(WantedListener listener) implements ListenerChange {}

    record Bind(WantedListener listener) implements ListenerChange {}

    /**
     * Compares with what runs, not with the previous image, so a step that failed is planned again.
     *
     * @param ports those that may differ
     * @param running null for a port that no listener has
     * @param wanted null for a port that no listener shall have
     * @return what gives a port up first, what takes one last
     */
    static List<ListenerChange> plan(
            Set<ListenerKey> ports,
            Function<ListenerKey, @Nullable WantedListener> running,
            Function<ListenerKey, @Nullable WantedListener> wanted) {
        var releases = new ArrayList<ListenerChange>();
        var takes = new ArrayList<ListenerChange>();
        for (var port : ports) {
            var held = running.apply(port);
            var listener = wanted.apply(port);
            if (listener == null) {
                if (held != null) {
                    releases.add(new Unbind(held));
                }
            } else if (held == null) {
                takes.add(new Bind(listener));
            } else if (!held.hasOwnerOf(listener)) {
                releases.add(new Rebind(held, listener));
            } else if (!held.equals(listener)) {
                releases.add(new Retarget(listener));
            }
        }
        releases.addAll(takes);
        return releases;
    }
}

package io.sixlane.relay.listener;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One step from the listeners that run to those that are wanted. */
sealed interface ListenerChange {
    /** Its open connections drain. */
    record Unbind(WantedListener listener) implements ListenerChange {}

    /**
     * The port goes to another listener without being released; connections of the old one drain.
     */
    record Rebind(WantedListener from, WantedListener to) implements ListenerChange {}

    /** Endpoints, weights, affinity or limit change; no connection notices. */
    record Retarget(WantedListener listener) implements ListenerChange {}

    record Bind(WantedListener listener) implements ListenerChange {}

    /**
     * Compares with what runs, not with the previous image, so a step that failed is planned again.
     *
     * @return what gives a port up first, what takes one last
     */
    static List<ListenerChange> plan(
            Map<ListenerKey, WantedListener> running, Map<ListenerKey, WantedListener> wanted) {
        var releases = new ArrayList<ListenerChange>();
        var takes = new ArrayList<ListenerChange>();
        running.forEach(
                (key, listener) -> {
                    if (!wanted.containsKey(key)) {
                        releases.add(new Unbind(listener));
                    }
                });
        wanted.forEach(
                (key, listener) -> {
                    var held = running.get(key);
                    if (held == null) {
                        takes.add(new Bind(listener));
                    } else if (!held.hasOwnerOf(listener)) {
                        releases.add(new Rebind(held, listener));
                    } else if (!held.equals(listener)) {
                        releases.add(new Retarget(listener));
                    }
                });
        releases.addAll(takes);
        return releases;
    }
}

package io.sixlane.metrics.window;

import java.util.List;

/** Rolls windows up without a database. */
public final class Rolling {
    private Rolling() {}

    /** Of one relay, the oldest first. */
    public static RelayWindow up(List<ReportedWindow> parts) {
        return RelayWindow.rolledUp(
                parts.stream().map(ReportedWindow::window).toList(), Level.MINUTE);
    }
}

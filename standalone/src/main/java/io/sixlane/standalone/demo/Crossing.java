package io.sixlane.standalone.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * One way across the ocean, in seconds: medians of several fetches, with curl's meaning of the
 * words, and one download.
 *
 * @param url of the page
 * @param download of {@link Demo#DOWNLOAD_BYTES}
 */
record Crossing(String url, double connect, double startTransfer, double total, double download) {

    private static final int FETCHES = 5;
    private static final int FETCH_SECONDS = 10;

    /** Time limit of the download, which takes 16 s at 1 Mbit/s. */
    private static final int DOWNLOAD_SECONDS = 180;

    static Crossing measure(String address, int port) {
        var fetches = new ArrayList<Fetch>();
        for (var fetch = 0; fetch < FETCHES; fetch++) {
            fetches.add(Fetch.get(address, port, "", FETCH_SECONDS));
        }
        var download = Fetch.get(address, port, "download", DOWNLOAD_SECONDS);
        return new Crossing(
                Fetch.url(address, port),
                median(fetches, Fetch::connect),
                median(fetches, Fetch::startTransfer),
                median(fetches, Fetch::total),
                download.total());
    }

    private static double median(List<Fetch> fetches, ToDoubleFunction<Fetch> figure) {
        var sorted = fetches.stream().mapToDouble(figure).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    /** Formats both side by side, one figure per line. */
    static String sideBySide(Crossing before, Crossing after) {
        return String.format(Locale.ROOT, "%-22s %10s %10s%n", "seconds", "before", "after")
                + line("time_connect:", before.connect, after.connect)
                + line("time_starttransfer:", before.startTransfer, after.startTransfer)
                + line("time_total:", before.total, after.total)
                + line("download of 2 MB:", before.download, after.download);
    }

    private static String line(String what, double before, double after) {
        return String.format(Locale.ROOT, "%-22s %10.3f %10.3f%n", what, before, after);
    }
}

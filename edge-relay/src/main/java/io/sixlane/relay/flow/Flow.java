package io.sixlane.relay.flow;

import io.sixlane.relay.forward.ConnectFailure;
import io.sixlane.relay.forward.DisconnectCause;
import io.sixlane.relay.forward.Route;
import io.sixlane.relay.report.EndpointCounters;

/**
 * What one connection or UDP session does. Hears what its {@link Route} hears, on the connection's
 * event loop; nothing here waits.
 */
public sealed interface Flow extends Route.MeasurementObserver permits CountedFlow, UncountedFlow {
    /** What is said of it in a PROXY protocol header, too. */
    byte[] connectionId();

    void opened(Route.OpenConnection connection);

    /** An attempt at this endpoint failed; another may follow. */
    void attemptFailed(EndpointCounters.Key key, ConnectFailure cause);

    /** It goes there. Before {@link #connected}. */
    void reached(EndpointCounters.Key key, Route.Upstream upstream);

    void connected(long nanos);

    void firstByte(long nanos);

    void bytesIn(int count);

    void bytesOut(int count);

    void closed(DisconnectCause cause);
}

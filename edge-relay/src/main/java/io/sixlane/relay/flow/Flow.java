package io.sixlane.relay.flow;

import io.sixlane.relay.forward.ConnectFailure;
import io.sixlane.relay.forward.DisconnectCause;
import io.sixlane.relay.forward.Route;
import io.sixlane.relay.report.EndpointCounters;

/**
 * Follows one connection or UDP session. Gets what its {@link Route} gets, on the connection's
 * event loop; nothing here waits.
 */
public sealed interface Flow extends Route.MeasurementObserver permits CountedFlow, UncountedFlow {
    /** The id that a PROXY protocol header carries, too. */
    byte[] connectionId();

    void opened(Route.OpenConnection connection);

    /** An attempt at this endpoint failed; another may follow. */
    void attemptFailed(EndpointCounters.Key key, ConnectFailure cause);

    /** An endpoint was reached. Called before {@link #connected}. */
    void reached(EndpointCounters.Key key, Route.Upstream upstream);

    void connected(long nanos);

    void firstByte(long nanos);

    void bytesIn(int count);

    void bytesOut(int count);

    void closed(DisconnectCause cause);
}

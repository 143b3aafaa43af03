package io.sixlane.relay.flow;

import io.sixlane.relay.forward.ConnectFailure;
import io.sixlane.relay.forward.DisconnectCause;
import io.sixlane.relay.forward.Route;
import io.sixlane.relay.forward.TcpMeasurement;
import io.sixlane.relay.proxyprotocol.ConnectionTags;
import io.sixlane.relay.report.EndpointCounters;
import io.sixlane.relay.report.RelayMeters;
import org.jspecify.annotations.Nullable;

/** Known only to the relay as a whole, which must know when it has drained. */
final class UncountedFlow implements Flow {
    private final long number = ConnectionTags.nextConnection();
    private final RelayMeters meters;

    UncountedFlow(RelayMeters meters) {
        this.meters = meters;
    }

    @Override
    public byte[] connectionId() {
        return ConnectionTags.uniqueId(number);
    }

    @Override
    public void opened(Route.OpenConnection connection) {
        meters.opened();
    }

    @Override
    public void attemptFailed(EndpointCounters.Key key, ConnectFailure cause) {}

    @Override
    public void reached(EndpointCounters.Key key, Route.Upstream upstream) {}

    @Override
    public void connected(long nanos) {}

    @Override
    public void firstByte(long nanos) {}

    @Override
    public void bytesIn(int count) {}

    @Override
    public void bytesOut(int count) {}

    @Override
    public void measured(@Nullable TcpMeasurement client, @Nullable TcpMeasurement endpoint) {}

    @Override
    public void closed(DisconnectCause cause) {
        meters.closed(cause);
    }
}

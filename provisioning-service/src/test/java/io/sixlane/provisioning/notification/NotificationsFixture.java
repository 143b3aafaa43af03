package io.sixlane.provisioning.notification;

import io.r2dbc.spi.ConnectionFactory;

/** Notifications for tests outside of their package. */
public final class NotificationsFixture {
    private NotificationsFixture() {}

    /** They have no connection: nothing is sent or received. */
    public static Notifications unconnected(ConnectionFactory connections) {
        return new Notifications(connections);
    }
}

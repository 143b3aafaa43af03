/** Notifications of PostgreSQL, for every instance of this service. */
@NullMarked
package io.sixlane.provisioning.notification;

import org.jspecify.annotations.NullMarked;

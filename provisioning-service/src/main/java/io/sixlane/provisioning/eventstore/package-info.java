/** The event log in PostgreSQL, and the views written with it. */
@NullMarked
package io.sixlane.provisioning.eventstore;

import org.jspecify.annotations.NullMarked;

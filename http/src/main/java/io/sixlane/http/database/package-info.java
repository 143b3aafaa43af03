/** Connections of a service to its database, as its requests use them. */
@NullMarked
package io.sixlane.http.database;

import org.jspecify.annotations.NullMarked;

/** Ids of resources: a prefix of the kind, and letters or digits. */
@NullMarked
package io.sixlane.configuration.id;

import org.jspecify.annotations.NullMarked;

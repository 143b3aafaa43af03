/**
 * Decides which bundles fit their use, and prices them: one rule for recommendations and orders.
 */
@NullMarked
package io.sixlane.configuration.bundle;

import org.jspecify.annotations.NullMarked;

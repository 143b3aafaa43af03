/** The catalog service: sells instances and plans, and recommends bundles. */
@NullMarked
package io.sixlane.catalog;

import org.jspecify.annotations.NullMarked;

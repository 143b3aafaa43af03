/** Recommends the bundles that fit six answers, and explains why the others do not. */
@NullMarked
package io.sixlane.catalog.recommendation;

import org.jspecify.annotations.NullMarked;

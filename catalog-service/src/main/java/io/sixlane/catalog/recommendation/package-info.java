/** Which bundles fit six answers, and why the others do not. */
@NullMarked
package io.sixlane.catalog.recommendation;

import org.jspecify.annotations.NullMarked;

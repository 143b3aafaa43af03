@NullMarked
package io.sixlane.catalog.region;

import org.jspecify.annotations.NullMarked;

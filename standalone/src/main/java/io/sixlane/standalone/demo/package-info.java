/** The six steps of the seed, walked through the public API. */
@NullMarked
package io.sixlane.standalone.demo;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.sixlane.fleet;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.sixlane.platform.link;

import org.jspecify.annotations.NullMarked;

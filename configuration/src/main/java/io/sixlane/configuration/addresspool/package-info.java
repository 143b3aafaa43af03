/** Address pools: the addresses a region can give away. */
@NullMarked
package io.sixlane.configuration.addresspool;

import org.jspecify.annotations.NullMarked;

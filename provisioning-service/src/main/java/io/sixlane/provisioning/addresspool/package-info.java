/** Address pools: the addresses that the regions of this installation can give away. */
@NullMarked
package io.sixlane.provisioning.addresspool;

import org.jspecify.annotations.NullMarked;

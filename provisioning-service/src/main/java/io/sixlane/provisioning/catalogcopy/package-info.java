/** The last received catalog, for use while the catalog service is down. */
@NullMarked
package io.sixlane.provisioning.catalogcopy;

import org.jspecify.annotations.NullMarked;

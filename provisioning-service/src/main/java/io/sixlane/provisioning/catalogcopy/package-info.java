/** The catalog as this service last heard it, so that it works while the catalog is down. */
@NullMarked
package io.sixlane.provisioning.catalogcopy;

import org.jspecify.annotations.NullMarked;

/** Who uses an entry of the catalog, before an operator deletes it. */
@NullMarked
package io.sixlane.provisioning.cataloguse;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.sixlane.provisioning.catalogcopy;

import org.jspecify.annotations.NullMarked;
